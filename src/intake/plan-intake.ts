import { canonicalSeverity } from '../actions/canonical-severity.ts';
import type { ItemEvent } from '../actions/item-history.ts';
import { matchItems } from '../actions/match-items.ts';
import { routeItem } from '../actions/route-item.ts';
import type { Config, Team } from '../config/config.ts';
import { isDay, startOfDay } from '../lib/calendar.ts';
import type { DocumentProblem, PostmortemDocument } from '../postmortem/document.ts';
import { editedItem } from './edited-item.ts';
import type { IncidentRow, IntakePlan, ItemRow, NewIds, PostmortemRow } from './intake-plan.ts';
import { firstWrite, newItem } from './new-item.ts';
import { promiseOf, ticketOf, type ReadPromise } from './promise-of.ts';

/** A postmortem as it was recorded before, with its items and their history. */
export interface RecordedPostmortem {
  readonly postmortem: PostmortemRow;
  readonly items: readonly { readonly row: ItemRow; readonly events: readonly ItemEvent[] }[];
}

export interface IntakeInput {
  readonly document: PostmortemDocument;
  /** Which of several postmortems in one file, from 0. */
  readonly part: number;
  readonly fingerprint: string;
  readonly incidentId: string;
  readonly before: RecordedPostmortem | null;
  readonly config: Config;
  readonly now: Date;
  readonly ids: NewIds;
  /** Team that takes the items whatever their services; null to go by services. */
  readonly team: string | null;
}

/** Decides everything a document changes. The same document again changes nothing but is not even asked about here. */
export function planIntake(input: IntakeInput): IntakePlan {
  const { document, before, config, now, ids } = input;
  const { timeZone } = config.organisation;
  const policy = config.policy;
  const severity = canonicalSeverity(document.incident.severity, [
    ...policy.requirePostmortemFor,
    ...Object.keys(policy.dueInDays).filter((name) => name !== 'default'),
  ]);
  const publishedAt = instantOf(document.publishedAt, timeZone);
  const createdAt = before || publishedAt === null || publishedAt > now ? now : publishedAt;
  const postmortem: PostmortemRow = {
    id: before?.postmortem.id ?? ids.uuid(),
    incidentId: input.incidentId,
    incidentDeclared: document.incident.id !== null,
    source: document.source,
    part: input.part,
    title: document.title,
    fingerprint: input.fingerprint,
    authors: [...document.authors],
    summary: document.summary,
    publishedAt,
    problems: document.problems,
    recordedAt: before?.postmortem.recordedAt ?? now,
    editedAt: now,
  };
  const plan = {
    incident: incidentRow(input, severity),
    postmortem,
    newItems: [] as IntakePlan['newItems'][number][],
    editedItems: [] as IntakePlan['editedItems'][number][],
    withdrawnItemIds: [] as string[],
    events: [] as IntakePlan['events'][number][],
    writes: [] as IntakePlan['writes'][number][],
    unwantedWritesOf: [] as string[],
    problems: [] as DocumentProblem[],
  };
  const old = before?.items ?? [];
  const matches = matchItems(
    old.map(({ row }) => row),
    document.actionItems,
  );
  const team = teamOf(input);
  for (const [at, item] of document.actionItems.entries()) {
    const match = matches[at] ?? null;
    const known = match === null ? undefined : old[match];
    const since = known?.row.createdAt ?? createdAt;
    const promise = promiseOf(item, { severity, createdAt: since, config });
    plan.problems.push(...ownerProblem(promise, item.line));
    if (known) {
      const edit = editedItem({ before: known, item, promise, now, ids });
      if (Object.keys(edit.set).length > 0) {
        plan.editedItems.push({ id: known.row.id, set: edit.set, substantial: edit.substantial });
      }
      plan.events.push(...edit.events);
      if (edit.write) plan.writes.push(edit.write);
      if (known.row.issueId === null && item.done) plan.unwantedWritesOf.push(known.row.id);
      else if (known.row.issueId === null && namesAnotherTicket(known.row, promise, config)) {
        plan.unwantedWritesOf.push(known.row.id);
        plan.writes.push(firstWrite(known.row.id, { promise, team, ids, now }));
      }
    } else {
      const made = newItem({
        item,
        promise,
        postmortemId: postmortem.id,
        incidentId: input.incidentId,
        team,
        createdAt,
        now,
        ids,
      });
      plan.newItems.push(made.row);
      plan.events.push(...made.events);
      if (made.write) plan.writes.push(made.write);
    }
  }
  const kept = new Set(matches);
  plan.withdrawnItemIds.push(
    ...old.flatMap(({ row }, index) => (kept.has(index) || row.withdrawnAt !== null ? [] : [row.id])),
  );
  return plan;
}

/** A day stands for its first instant in the organisation's time zone; a text that is neither day nor instant for nothing. */
export function instantOf(text: string | null, timeZone: string): Date | null {
  if (text === null) return null;
  if (isDay(text)) return startOfDay(text, timeZone);
  const instant = new Date(text);
  return Number.isNaN(instant.getTime()) ? null : instant;
}

function incidentRow(
  { document, incidentId, config, before, now }: IntakeInput,
  severity: string | null,
): IncidentRow {
  const { timeZone } = config.organisation;
  const stated = document.incident;
  return {
    id: incidentId,
    title: document.title,
    severity,
    services: [...stated.services],
    causes: [...stated.causes],
    repeats: stated.repeats,
    customerVisible: stated.customerVisible,
    startedAt: instantOf(stated.startedAt, timeZone),
    endedAt: instantOf(stated.endedAt, timeZone),
    summary: document.summary,
    rootCause: document.sections?.rootCause?.text ?? null,
    recordedAt: before?.postmortem.recordedAt ?? now,
  };
}

function teamOf({ document, config, team }: IntakeInput): Team {
  const id = team ?? routeItem(document.incident.services, config.teams, config.defaultTeam);
  const found = config.teams.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`There is no team "${id}" in the configuration.`);
  return found;
}

/** A reference nobody could follow is corrected in the document; what was queued for the old one is of no use then. */
function namesAnotherTicket(before: ItemRow, { ticket }: ReadPromise, config: Config): boolean {
  const was = ticketOf(before.links, config);
  return was?.key !== ticket?.key || was?.trackerId !== ticket?.trackerId;
}

function ownerProblem(promise: ReadPromise, line: number): DocumentProblem[] {
  if (promise.owner.kind !== 'unknown') return [];
  return [
    {
      line,
      message: `Nobody known is called "${promise.owner.written}", so the issue goes out without an assignee.`,
      hint: 'Write an e-mail address, or add the name as an alias under `people` in the configuration.',
    },
  ];
}
