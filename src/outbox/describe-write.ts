import type { Config } from '../config/config.ts';
import type { PendingWrite } from '../db/write-store.ts';
import { composeDraft } from './compose-draft.ts';

/** One line of `plan`: `+` makes an issue, `=` adopts one, `~` changes one; what stands in the way follows. */
export interface PlannedWrite {
  readonly sign: '+' | '=' | '~';
  readonly trackerId: string;
  /** The issue's key, or the document's line where there is no issue yet. */
  readonly subject: string;
  readonly what: string;
  readonly state: PendingWrite['write']['state'];
  /** The tracker's own words, and what is known of the item that will not go through; null when nothing stands in the way. */
  readonly problem: string | null;
  readonly waitsUntil: Date | null;
}

/** Says what the next drain would do for a write. */
export function describeWrite(pending: PendingWrite, config: Config, now: Date): PlannedWrite {
  const { write, item, postmortem } = pending;
  return {
    sign: write.kind === 'create' ? '+' : write.kind === 'adopt' ? '=' : '~',
    trackerId: write.trackerId,
    subject: item.issueKey ?? `${postmortem.source}:${item.line}`,
    what: whatItDoes(pending, config),
    state: write.state,
    problem: write.error,
    waitsUntil: write.runAt > now && write.state !== 'refused' ? write.runAt : null,
  };
}

function whatItDoes(pending: PendingWrite, config: Config): string {
  const { write } = pending;
  if (write.kind === 'update') {
    const { text, owner, due, priority, addLabels, backlink } = write.payload;
    return [
      text === undefined ? null : `title "${text}"`,
      due === undefined ? null : `due ${due ?? 'none'}`,
      owner === undefined ? null : `owner ${owner ?? 'nobody'}`,
      priority === undefined ? null : `priority ${priority ?? 'none'}`,
      addLabels === undefined ? null : `labels +${addLabels.join(' +')}`,
      backlink === undefined ? null : 'link back to the postmortem',
    ]
      .filter((part) => part !== null)
      .join(', ');
  }
  const draft = composeDraft(pending, config);
  const facts = [
    draft.assignee?.name ?? 'nobody',
    draft.due === null ? 'no due date' : `due ${draft.due}`,
    draft.priority,
  ].filter((part) => part !== null);
  const target =
    write.kind === 'adopt' ? `${write.payload.reference ?? ''}: ` : `${draft.destination.project}: `;
  return `${target}"${draft.title}" (${facts.join(', ')}) [${draft.labels.join(', ')}]`;
}
