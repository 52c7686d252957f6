import type { StoredIssue } from './stored-issue.ts';

/** The small part of JQL the sandbox speaks: clauses joined by AND, and an order. */
export interface JqlQuery {
  matches(issue: StoredIssue): boolean;
  compare(a: StoredIssue, b: StoredIssue): number;
}

export type JqlReading =
  | { readonly ok: true; readonly query: JqlQuery }
  | { readonly ok: false; readonly message: string };

type Test = (issue: StoredIssue) => boolean;

const units: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };
const clausePattern = /^(\w+)\s*(=|!=|>=|<=|>|<|not in|in)\s*(.+)$/is;

/** Reads `project = A AND labels = "b" AND updated >= "-15m" ORDER BY updated ASC` and its kin. */
export function readJql(jql: string, projects: readonly string[], now: Date): JqlReading {
  const [where = '', order = ''] = jql.split(/\border\s+by\b/i);
  if (where.trim() === '') {
    return no('Unbounded JQL queries are not allowed here. Please add a search restriction to your query.');
  }
  const tests: Test[] = [];
  for (const clause of where.split(/\band\b(?=(?:[^"]*"[^"]*")*[^"]*$)/i)) {
    const read = readClause(clause.trim(), projects, now);
    if (typeof read === 'string') return no(read);
    tests.push(read);
  }
  const compare = readOrder(order.trim());
  if (typeof compare === 'string') return no(compare);
  return { ok: true, query: { matches: (issue) => tests.every((test) => test(issue)), compare } };
}

function readClause(clause: string, projects: readonly string[], now: Date): Test | string {
  const [, field = '', operator = '', right = ''] = clausePattern.exec(clause) ?? [];
  const values = right
    .replace(/^\(|\)$/g, '')
    .split(',')
    .map((value) => value.trim().replace(/^["']|["']$/g, ''));
  const [value = ''] = values;
  const isNegated = operator === '!=' || operator.toLowerCase() === 'not in';
  switch (field.toLowerCase()) {
    case 'project': {
      const dead = values.find((name) => !projects.includes(name.toUpperCase()));
      if (dead !== undefined) return `The value '${dead}' does not exist for the field 'project'.`;
      return (issue) => values.some((name) => name.toUpperCase() === issue.project) !== isNegated;
    }
    case 'labels':
      return (issue) => values.some((label) => issue.labels.includes(label)) !== isNegated;
    case 'updated':
      return readTime(operator, value, now, (issue) => issue.updatedAt);
    case 'created':
      return readTime(operator, value, now, (issue) => issue.createdAt);
    default:
      return `Field '${field}' does not exist or you do not have permission to view it.`;
  }
}

function readTime(
  operator: string,
  value: string,
  now: Date,
  of: (issue: StoredIssue) => Date,
): Test | string {
  const [, amount, unit = ''] = /^-(\d+)([mhdw])$/.exec(value) ?? [];
  if (amount === undefined)
    return `Date value '${value}' is not one this sandbox reads. Use a period such as "-15m".`;
  const bound = now.getTime() - Number(amount) * (units[unit] ?? 0);
  switch (operator) {
    case '>=':
      return (issue) => of(issue).getTime() >= bound;
    case '>':
      return (issue) => of(issue).getTime() > bound;
    case '<=':
      return (issue) => of(issue).getTime() <= bound;
    case '<':
      return (issue) => of(issue).getTime() < bound;
    default:
      return `The operator '${operator}' is not supported by the date fields.`;
  }
}

type Compare = (a: StoredIssue, b: StoredIssue) => number;

function readOrder(order: string): Compare | string {
  const compares: Compare[] = [];
  for (const part of (order === '' ? 'created desc' : order.toLowerCase()).split(',')) {
    const [field = '', direction = 'asc'] = part.trim().split(/\s+/);
    const value = orders[field];
    if (value === undefined) return `Not able to sort using field '${field}'.`;
    const sign = direction === 'desc' ? -1 : 1;
    compares.push((a, b) => sign * (value(a) - value(b)));
  }
  return (a, b) =>
    compares.reduce((result, compare) => result || compare(a, b), 0) || Number(a.id) - Number(b.id);
}

const orders: Readonly<Record<string, (issue: StoredIssue) => number>> = {
  updated: (issue) => issue.updatedAt.getTime(),
  created: (issue) => issue.createdAt.getTime(),
  key: (issue) => Number(issue.key.split('-').at(-1)),
  id: (issue) => Number(issue.id),
};

function no(message: string): JqlReading {
  return { ok: false, message };
}
