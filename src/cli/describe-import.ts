import type { ImportedPostmortem } from '../intake/import-documents.ts';
import type { StatedItem } from '../postmortem/document.ts';

/** What was understood of a document, line by line, and what became of it. */
export function describeImport({ document, result }: ImportedPostmortem): string {
  const { incident } = document;
  const about = [incident.id ?? result?.incidentId, incident.severity, incident.services.join(', ')].filter(
    Boolean,
  );
  return [
    `${document.source}  "${document.title}"`,
    ...(about.length > 0 ? [`  ${about.join(' · ')}`] : []),
    ...document.actionItems.flatMap(describeItem),
    `  ${outcome(document.actionItems.length, result)}`,
    '',
  ].join('\n');
}

function describeItem(item: StatedItem): string[] {
  const facts = [
    item.done ? 'done' : null,
    item.owner ?? 'no owner',
    item.due === null ? 'no due date' : `due ${item.due}`,
    item.priority,
    item.category,
    ...item.links.slice(0, 1),
  ].filter((fact) => fact !== null);
  const weak = item.problems
    .filter(({ rule }) => rule !== 'no-owner' && rule !== 'no-due-date')
    .map(({ message, suggestion }) => `         ! ${message}${suggestion === null ? '' : ` ${suggestion}`}`);
  return [`  ${String(item.line).padStart(5)}  ${item.text}`, `         ${facts.join(' · ')}`, ...weak];
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
