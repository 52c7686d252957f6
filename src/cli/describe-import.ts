import type { ImportedPostmortem } from '../intake/import-documents.ts';
import type { PromiseProblem, StatedItem } from '../postmortem/document.ts';
import { qualityRules, type QualityPolicy } from '../postmortem/quality/rules.ts';
import { wrapText } from './wrap-text.ts';

const margin = ' '.repeat(9);

/**
 * What was understood of a document, line by line, what is weak about its promises and what became of it, in lines of at most `width`
 * characters.
 */
export function describeImport(
  { document, result }: ImportedPostmortem,
  policy: QualityPolicy,
  width = 100,
): string {
  const { incident } = document;
  const about = [incident.id ?? result?.incidentId, incident.severity, incident.services.join(', ')].filter(
    Boolean,
  );
  return [
    ...hanging(document.source, `"${document.title}"`, '  ', width),
    ...(about.length > 0 ? wrapText(about.join(' · '), '  ', width) : []),
    ...document.actionItems.flatMap((item) => describeItem(item, policy, width)),
    ...wrapText(outcome(document.actionItems.length, result), '  ', width),
    ...wrapText(weakness(document.actionItems, policy), '  ', width),
    '',
  ].join('\n');
}

function describeItem(item: StatedItem, policy: QualityPolicy, width: number): string[] {
  const facts = [
    item.done ? 'done' : null,
    item.owner ?? 'no owner',
    item.due === null ? 'no due date' : `due ${item.due}`,
    item.priority,
    item.category,
    ...item.links.slice(0, 1),
  ].filter((fact) => fact !== null);
  const [first = '', ...more] = wrapText(item.text, margin, width);
  const missing = item.problems.filter(isMissing);
  return [
    `  ${String(item.line).padStart(5)}  ${first.trimStart()}`,
    ...more,
    ...wrapText(facts.join(' · '), margin, width),
    ...item.problems
      .filter((problem) => !isMissing(problem))
      .flatMap((problem) => describeProblem(problem, policy, width)),
    ...(missing.length > 0 ? describeMissing(missing, policy, width) : []),
  ];
}

function describeProblem(problem: PromiseProblem, policy: QualityPolicy, width: number): string[] {
  const { rule, message, suggestion } = problem;
  return [
    ...hanging(`${margin}${mark([problem], policy)} ${rule}:`, message, `${margin}  `, width),
    ...(suggestion === null ? [] : hanging(`${margin}  →`, suggestion, `${margin}    `, width)),
  ];
}

/** That owner and day are missing is said already; what is to be added fits one line. */
function describeMissing(missing: readonly PromiseProblem[], policy: QualityPolicy, width: number): string[] {
  const add = missing.map(({ rule }) => (rule === 'no-owner' ? '(Owner: …)' : '(Due: year-month-day)'));
  const rules = missing.map(({ rule }) => rule).join(', ');
  return hanging(`${margin}${mark(missing, policy)} ${rules}:`, `add ${add.join(' ')}`, `${margin}  `, width);
}

function isMissing({ rule }: PromiseProblem): boolean {
  return rule === 'no-owner' || rule === 'no-due-date';
}

/** `✗` for what fails a check, `!` for a remark. */
function mark(problems: readonly PromiseProblem[], policy: QualityPolicy): string {
  return problems.some((problem) => isError(problem, policy)) ? '✗' : '!';
}

function isError({ rule }: PromiseProblem, policy: QualityPolicy): boolean {
  const known = qualityRules.find((one) => one === rule);
  return known !== undefined && policy.qualityRules[known] === 'error';
}

/** How many promises are weak, and whether a check would fail. */
function weakness(items: readonly StatedItem[], policy: QualityPolicy): string {
  const weak = items.filter(({ problems }) => problems.length > 0);
  if (weak.length === 0) return '';
  const failing = weak.filter(({ problems }) => problems.some((problem) => isError(problem, policy))).length;
  const against = failing === 0 ? 'none' : String(failing);
  return `${weak.length} of ${count(items.length, 'promise')} could be better, ${against} against the policy (✗)`;
}

function hanging(head: string, text: string, indent: string, width: number): string[] {
  const lines = wrapText(text, indent, width);
  const first = lines[0]?.trimStart() ?? '';
  if (head.length + 1 + first.length <= width) {
    const rest = wrapText(text, indent, width).slice(1);
    return [`${head} ${first}`, ...rest];
  }
  return [head, ...lines];
}

function outcome(found: number, result: ImportedPostmortem['result']): string {
  if (result === null) return `${count(found, 'action item')} understood, nothing recorded`;
  switch (result.status) {
    case 'recorded':
      return `recorded ${count(result.added, 'action item')}, queued ${count(result.queued, 'write')}`;
    case 'edited':
      return `edited: ${result.added} new, ${result.edited} changed, ${result.withdrawn} gone; queued ${count(result.queued, 'write')}`;
    case 'unchanged':
      return 'unchanged since it was recorded';
    case 'nothing-found':
      return 'no action items found, nothing recorded';
    case 'refused':
      return 'not recorded';
  }
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
