import { randomUUID } from 'node:crypto';
import type { LinearDocument } from '@linear/sdk';
import type { Directory } from './directory.ts';
import { createLabelDocument } from './documents.ts';
import { errorOf, type LinearApi } from './linear-api.ts';
import { createdLabel, type LabelNode } from './shapes.ts';

/** How a label stands for the issues of one team. */
export type LabelChoice =
  | { readonly kind: 'use'; readonly id: string }
  /** Nobody has it: it can be made, in the team where another team's label has the name already. */
  | { readonly kind: 'make'; readonly teamId: string | null }
  | { readonly kind: 'unusable'; readonly why: string; readonly do: string };

/** The label of that name an issue of the team may carry. Labels of the team or the workspace fit, groups and retired ones do not. */
export function chooseLabel(name: string, teamId: string | null, known: readonly LabelNode[]): LabelChoice {
  const named = known.filter((label) => label.name.toLowerCase() === name.toLowerCase());
  const near = named.filter((label) => (label.team?.id ?? null) === null || label.team?.id === teamId);
  const usable = near.filter((label) => !label.isGroup && !label.retiredAt && !label.archivedAt);
  const exact = usable.find((label) => label.name === name) ?? usable[0];
  if (exact !== undefined) return { kind: 'use', id: exact.id };
  if (near.some((label) => label.isGroup)) {
    return {
      kind: 'unusable',
      why: `The label “${name}” is a group of labels in Linear; issues cannot carry it`,
      do: 'Name one of the labels in the group, or another label.',
    };
  }
  if (near.length > 0) {
    return {
      kind: 'unusable',
      why: `The label “${name}” is retired in Linear`,
      do: 'Restore it under Settings, Labels, or name another label.',
    };
  }
  return { kind: 'make', teamId: named.length === 0 ? null : teamId };
}

/** Ids of the labels, made where they are missing; or the sentence that says which cannot be used and what to do. */
export async function labelIds(
  api: LinearApi,
  directory: Directory,
  names: readonly string[],
  teamId: string,
): Promise<{ readonly ids: readonly string[] } | { readonly refusal: string }> {
  const known = names.length === 0 ? [] : await directory.labelsNamed(names);
  const ids: string[] = [];
  for (const name of new Set(names)) {
    const choice = chooseLabel(name, teamId, known);
    if (choice.kind === 'unusable') return { refusal: `${choice.why}. ${choice.do}` };
    const id = choice.kind === 'use' ? choice.id : await makeLabel(api, directory, name, choice.teamId);
    if (id === null) {
      return {
        refusal: `Linear (${api.trackerId}) has no label “${name}” and does not let this credential make it. Make the label in Linear, or name another.`,
      };
    }
    ids.push(id);
  }
  return { ids };
}

/** The new label's id; null where Linear does not allow it. Throws TrackerError when Linear could not say. */
async function makeLabel(
  api: LinearApi,
  directory: Directory,
  name: string,
  teamId: string | null,
): Promise<string | null> {
  const input: LinearDocument.IssueLabelCreateInput = {
    id: randomUUID(),
    name,
    ...(teamId === null ? {} : { teamId }),
  };
  const answer = await api.ask(createLabelDocument, { input }, createdLabel);
  if (answer.kind === 'data') {
    const { id } = answer.data.issueLabelCreate.issueLabel;
    directory.remember({ id, name, isGroup: false, team: teamId === null ? null : { id: teamId } });
    return id;
  }
  if (!['refused', 'forbidden'].includes(answer.fault.kind)) throw errorOf(api.trackerId, answer.fault);
  // Another worker may have made it in between: what counts is whether it is there now.
  directory.forget();
  const again = chooseLabel(name, teamId, await directory.labelsNamed([name]));
  return again.kind === 'use' ? again.id : null;
}
