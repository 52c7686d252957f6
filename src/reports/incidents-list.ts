import { flagContext } from '../flags/flag-context.ts';
import type { Incident } from '../incidents/incident.ts';
import type { RepeatBasis } from '../incidents/repeats.ts';
import { clearedIncidents } from '../metrics/fix-held.ts';
import { qualifyingIncidents } from '../metrics/programme.ts';
import { judgedRepeats, startedWithin } from '../metrics/repeat-figures.ts';
import { spanOf } from '../metrics/span.ts';
import type { IncidentPart, IncidentSelection } from './incident-selection.ts';
import { repeatQuestion, type AskedIncidents, type RepeatFacts } from './repeat-facts.ts';
import type { ReportRequest } from './report-request.ts';

/** One incident as lists and pages show it. */
export interface IncidentRow {
  readonly id: string;
  readonly title: string;
  readonly severity: string | null;
  readonly services: readonly string[];
  readonly causes: readonly string[];
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  readonly customerVisible: boolean | null;
  /** The incident that it repeats, and how that is known; null when it repeats none. */
  readonly repeats: string | null;
  readonly basis: RepeatBasis | null;
  /** Null without a postmortem. */
  readonly postmortemPublishedAt: Date | null;
}

type Items = Pick<RepeatFacts, 'finishes' | 'stretches'>;

/** The incidents of a selection, the latest start first, those whose start is unknown last. `items` where `needsItems` says so. */
export function incidentsList(
  asked: AskedIncidents,
  items: Items | null,
  request: ReportRequest,
  selection: IncidentSelection,
): IncidentRow[] {
  const { of, service, severity, text } = selection;
  const words = (text ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const behind = of === null ? asked.incidents : incidentsBehind(of, asked, items, request);
  return behind
    .filter(
      (incident) =>
        (service === null || incident.services.some((name) => isSame(name, service))) &&
        (severity === null || isSame(incident.severity ?? '', severity)) &&
        words.every((word) => textOf(incident).includes(word)),
    )
    .toSorted(
      (a, b) =>
        (b.startedAt?.getTime() ?? -Infinity) - (a.startedAt?.getTime() ?? -Infinity) ||
        (a.id < b.id ? -1 : 1),
    )
    .map((incident) => incidentRow(incident, asked));
}

/** The incident as a row. */
export function incidentRow(incident: Incident, { book }: Pick<AskedIncidents, 'book'>): IncidentRow {
  const { id, title, severity, services, causes, startedAt, endedAt, customerVisible } = incident;
  const repeat = book.repeatOf(id);
  return {
    id,
    title,
    severity,
    services,
    causes,
    startedAt,
    endedAt,
    customerVisible,
    repeats: repeat?.repeats.id ?? null,
    basis: repeat?.basis ?? null,
    postmortemPublishedAt: incident.postmortemPublishedAt,
  };
}

/** The incidents behind a number of the reports: exactly as many as the number says. */
function incidentsBehind(
  of: IncidentPart,
  { incidents, book }: AskedIncidents,
  items: Items | null,
  request: ReportRequest,
): readonly Incident[] {
  const { week, now, timeZone, policy } = request;
  const span = spanOf(week, now, timeZone);
  const counted = startedWithin(incidents, repeatQuestion(request));
  const ofWeek = counted.filter(({ startedAt }) => startedAt >= week.from);
  const { endOf } = flagContext({ asOf: span.asOf, timeZone, policy, repeats: book });
  const repeatsAmong = (those: typeof counted) => judgedRepeats(those, book, items?.stretches ?? [], endOf);
  const preventableAmong = (those: typeof counted) =>
    repeatsAmong(those).filter(({ openItems }) => openItems.length > 0);
  const cleared = () =>
    clearedIncidents(incidents, book, items?.finishes ?? new Map(), span.asOf, policy.repeatWindowDays);
  const qualifying = () => qualifyingIncidents(counted, book, policy, span);

  const parts: Readonly<Record<IncidentPart, () => readonly Incident[]>> = {
    incidents: () => counted,
    repeats: () => only(repeatsAmong(counted)),
    preventable: () => only(preventableAmong(counted)),
    'week-incidents': () => ofWeek,
    'week-repeats': () => only(repeatsAmong(ofWeek)),
    'week-preventable': () => only(preventableAmong(ofWeek)),
    cleared: () => only(cleared()),
    held: () => only(cleared().filter(({ isHeld }) => isHeld)),
    qualifying: () => only(qualifying()),
    'with-postmortem': () => only(qualifying().filter(({ hoursToPublish }) => hoursToPublish !== null)),
    'within-limit': () => only(qualifying().filter(({ isWithinLimit }) => isWithinLimit)),
    missing: () => only(qualifying().filter(({ hoursToPublish }) => hoursToPublish === null)),
  };
  return parts[of]();
}

function only(those: readonly { readonly incident: Incident }[]): Incident[] {
  return those.map(({ incident }) => incident);
}

function textOf({ id, title, services, causes }: Incident): string {
  return [id, title, ...services, ...causes].join(' ').toLowerCase();
}

function isSame(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}
