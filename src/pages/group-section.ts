import { html, type Html } from '../lib/html.ts';
import type { CompletionReport } from '../reports/completion-report.ts';
import { dataTable } from './data-table.ts';
import { teamName, type Frame } from './layout.ts';
import { keptText, onTimeText } from './promises-answer.ts';
import { capitalised } from './wording.ts';

type Figures = Pick<CompletionReport, 'due' | 'flow' | 'flags'>;
type Group = Figures & { readonly name: string };

const columns = [
  { name: 'Due', number: true },
  { name: 'Completed', number: true },
  { name: 'On time', number: true },
  { name: 'Moved', number: true },
  { name: 'Missed', number: true },
  { name: 'Unfinished', number: true },
  { name: 'Overdue', number: true },
  { name: 'Slipping', number: true },
  { name: 'Ownerless', number: true },
];

/** The same figures by team, service, severity, priority and category. People are not compared. */
export function groupSection(frame: Frame, report: CompletionReport): Html {
  return html`<section class="groups">
    <h2>By group</h2>
    ${groupTable(
      'Team',
      named(report.byTeam, ({ team }) => teamName(frame, team)),
    )}
    ${groupTable(
      'Service',
      named(report.byService, ({ service }) => service ?? 'none named'),
    )}
    <p class="muted small">An item of several services counts in each.</p>
    ${groupTable(
      'Severity',
      named(report.bySeverity, ({ severity }) => severity ?? 'none given'),
    )}
    ${groupTable(
      'Priority',
      named(report.byPriority, ({ priority }) => capitalised(priority ?? 'none given')),
    )}
    ${groupTable(
      'Category',
      named(report.byCategory, ({ category }) => capitalised(category ?? 'none given')),
    )}
  </section>`;
}

function groupTable(title: string, groups: readonly Group[]): Html | null {
  if (groups.length === 0) return null;
  return dataTable(
    `By ${title.toLowerCase()}`,
    [{ name: title }, ...columns],
    groups.map(({ name, due, flow, flags }) => [
      name,
      due.total,
      keptText(due) ?? '–',
      onTimeText(due) ?? '–',
      due.moved,
      due.missed,
      flow.openAtEnd,
      flags.overdue,
      flags.slipping,
      flags.ownerless,
    ]),
  );
}

function named<G extends Figures>(groups: readonly G[], name: (group: G) => string): readonly Group[] {
  return groups.map((group) => ({ ...group, name: name(group) }));
}
