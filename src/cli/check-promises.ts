import type { ReadDocument } from '../intake/read-source.ts';
import { qualityRules, type QualityPolicy } from '../postmortem/quality/rules.ts';

/** One thing to show beside a line of a document under review. */
export interface Remark {
  readonly source: string;
  readonly line: number;
  readonly level: 'error' | 'warning';
  /** Name of the rule; `unread` for what could not be read. */
  readonly rule: string;
  readonly message: string;
  readonly suggestion: string | null;
  /** What it is about, which stays the same when the line moves. */
  readonly about: string;
}

export interface Check {
  /** In the order of documents and lines. */
  readonly remarks: readonly Remark[];
  readonly errors: number;
  /** The outcome in one sentence. */
  readonly sentence: string;
}

/** Holds documents against the policy: what of them is an error, what a remark only. */
export function checkPromises(read: readonly ReadDocument[], policy: QualityPolicy): Check {
  const remarks = read.flatMap((one) =>
    [...unread(one), ...weak(one, policy)].toSorted((a, b) => a.line - b.line),
  );
  const errors = remarks.filter(({ level }) => level === 'error').length;
  const items = read.reduce((sum, { document }) => sum + document.actionItems.length, 0);
  const counts = `${count(errors, 'error')} and ${count(remarks.length - errors, 'warning')}`;
  return {
    remarks,
    errors,
    sentence: `${count(items, 'action item')} in ${count(read.length, 'postmortem')}: ${counts}; the policy is ${errors === 0 ? '' : 'not '}met.`,
  };
}

/** A document that promises nothing, such as a template or a table of contents, breaks no promise: that is a remark only. */
function unread({ document, isReadable }: ReadDocument): Remark[] {
  const level = isReadable && document.actionItems.length === 0 ? 'warning' : 'error';
  return document.problems.map(({ line, message, hint }) => ({
    source: document.source,
    line,
    level,
    rule: 'unread',
    message,
    suggestion: hint,
    about: message,
  }));
}

function weak({ document }: ReadDocument, { qualityRules: levels }: QualityPolicy): Remark[] {
  return document.actionItems.flatMap(({ line, text, problems }) =>
    problems.flatMap(({ rule, message, suggestion }) => {
      const known = qualityRules.find((one) => one === rule);
      const level = known ? levels[known] : 'warning';
      if (level === 'off') return [];
      return [{ source: document.source, line, level, rule, message, suggestion, about: text }];
    }),
  );
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
