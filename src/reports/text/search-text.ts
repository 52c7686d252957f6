import { dayOf } from '../../lib/calendar.ts';
import type { SearchHit, SearchKind } from '../search-hit.ts';
import { clipped } from './columns.ts';

const kindNames: Readonly<Record<SearchKind, string>> = {
  postmortem: 'postmortem',
  incident: 'incident',
  item: 'action item',
};

/** What was found, for a terminal: two or three lines each, what was looked for between `*`. */
export function searchText(
  { hits, total }: { readonly hits: readonly SearchHit[]; readonly total: number },
  timeZone: string,
): string {
  if (total === 0) return 'Nothing found.\n';
  const shown = hits.length < total ? `, the best ${hits.length} of them` : '';
  const lines = hits.flatMap((hit) => [
    hit.title.replaceAll(/\s+/g, ' '),
    `    ${factsOf(hit, timeZone).join(' · ')}`,
    ...(hit.excerpt === null ? [] : [`    ${hit.excerpt.of}: ${clipped(marked(hit), 200)}`]),
    '',
  ]);
  return `${total} found${shown}\n\n${lines.join('\n')}`;
}

function factsOf({ kind, incident, severity, startedAt, services, item }: SearchHit, timeZone: string) {
  return [
    kindNames[kind],
    incident,
    severity,
    startedAt && dayOf(startedAt, timeZone),
    services.join(', '),
    item && item.state.replace('_', ' '),
    item && (item.owner ?? 'no owner'),
    item && (item.due === null ? 'no due date' : `due ${item.due}`),
    item?.issue?.key,
    item?.isWithdrawn ? 'no longer in its document' : null,
  ].filter((fact) => fact !== null && fact !== undefined && fact !== '');
}

function marked({ excerpt }: SearchHit): string {
  return (excerpt?.pieces ?? []).map(({ text, isMatch }) => (isMatch ? `*${text}*` : text)).join('');
}
