import { z } from 'zod';
import { text } from './checks.ts';

/** `incident.follow_ups[]`, `assignee.email?`, `[]`: names with dots between them, `[]` after a list, `?` at the end of what may be missing. */
const path = text.refine(
  (given) => /^(?:[\w$@-]+(?:\[\])?|\[\])(?:\.[\w$@-]+(?:\[\])?)*\??$/.test(given),
  'is not a path such as incident.follow_ups[] or assignee.email',
);
const listPath = path.refine(
  (given) => /\[\]\??$/.test(given),
  'does not end in [], as the path of a list does',
);

/** Where in the JSON of an incident platform each part of a postmortem stands; those of an item below each entry of `items`. */
export const mappingSchema = z.strictObject({
  title: path,
  id: path.optional(),
  severity: path.optional(),
  services: path.optional(),
  startedAt: path.optional(),
  endedAt: path.optional(),
  publishedAt: path.optional(),
  summary: path.optional(),
  items: listPath,
  text: path,
  owner: path.optional(),
  due: path.optional(),
  priority: path.optional(),
  category: path.optional(),
  test: path.optional(),
  link: path.optional(),
  state: path.optional(),
});
