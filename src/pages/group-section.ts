import { html, type Html, type Renderable } from '../lib/html.ts';
import type { CompletionReport } from '../reports/completion-report.ts';
import { noneNamed } from '../reports/item-selection.ts';
import type { ItemFilter } from './addresses.ts';
import { dataTable } from './data-table.ts';
import { teamName, type Frame } from './layout.ts';
import { numberLink, shareLinks } from './number-link.ts';
import { dueNumber } from './promises-answer.ts';
import { capitalised } from './wording.ts';

type Figures = Pick<CompletionReport, 'due' | 'flow' | 'flags'>;
/** A group by its name, and what narrows a list of items to it. */
type Group = Figures & { readonly name: string; readonly filter: Partial<ItemFilter> };

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
  const tableOf = (title: string, groups: readonly Group[]) => groupTable(report, title, groups);
  return html`<section class="groups">
    <h2>By group</h2>
    ${tableOf(
      'Team',
      report.byTeam.map((group) => ({
        ...group,
        name: teamName(frame, group.team),
        filter: { team: group.team },
      })),
    )}
    ${tableOf(
      'Service',
      report.byService.map((group) => ({
        ...group,
        name: group.service ?? 'none named',
        filter: { service: group.service ?? noneNamed },
      })),
    )}
    <p class="muted small">An item of several services counts in each.</p>
    ${tableOf(
      'Severity',
      report.bySeverity.map((group) => ({
        ...group,
        name: group.severity ?? 'none given',
        filter: { severity: group.severity ?? noneNamed },
      })),
    )}
    ${tableOf(
      'Priority',
      report.byPriority.map((group) => ({
        ...group,
        name: capitalised(group.priority ?? 'none given'),
        filter: { priority: group.priority ?? noneNamed },
      })),
    )}
    ${tableOf(
      'Category',
      report.byCategory.map((group) => ({
        ...group,
        name: capitalised(group.category ?? 'none given'),
        filter: { category: group.category ?? noneNamed },
      })),
    )}
  </section>`;
}

function groupTable(report: CompletionReport, title: string, groups: readonly Group[]): Html | null {
  if (groups.length === 0) return null;
  return dataTable(
    `By ${title.toLowerCase()}`,
    [{ name: title }, ...columns],
    groups.map((group) => groupRow(report, group)),
  );
}

function groupRow({ week, team }: CompletionReport, { name, filter, due, flow, flags }: Group): Renderable[] {
  const narrowed = { week, team, ...filter };
  const dueLink = (part: 'all' | 'moved' | 'missed') =>
    numberLink(dueNumber(due, part), { ...narrowed, due: part });
  const shareLink = (part: 'done' | 'doneOnTime') =>
    shareLinks(
      [dueNumber(due, part), { ...narrowed, due: part }],
      [dueNumber(due, 'judged'), { ...narrowed, due: 'judged' }],
    );
  const flagLink = (flag: 'overdue' | 'slipping' | 'ownerless') =>
    numberLink(flags[flag], { ...narrowed, flag });
  return [
    name,
    dueLink('all'),
    shareLink('done'),
    shareLink('doneOnTime'),
    dueLink('moved'),
    dueLink('missed'),
    numberLink(flow.openAtEnd, { ...narrowed, flow: 'openAtEnd' }),
    flagLink('overdue'),
    flagLink('slipping'),
    flagLink('ownerless'),
  ];
}
