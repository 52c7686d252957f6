import { historyFields, issueFields } from './fragments.ts';

/** Documents that do several things in one request, each under an alias. Linear carries mutations out one after the other. */

function counted<T>(count: number, write: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => write(index));
}

/** The alias, and the variable, of one link back. */
export function linkAlias(index: number): string {
  return `link${index}`;
}

const linkFields = `{ success attachment { metadata issue { id } } }`;

function links(count: number): { readonly variables: string; readonly calls: string } {
  const names = counted(count, linkAlias);
  return {
    variables: names.map((name) => `$${name}: AttachmentCreateInput!`).join(', '),
    calls: names.map((name) => `${name}: attachmentCreate(input: $${name}) ${linkFields}`).join('\n  '),
  };
}

/** So many issues and the link back of each: about 1,600 points for fifty. */
export function createIssuesDocument(count: number): string {
  const { variables, calls } = links(count);
  return `mutation CreateIssues($input: IssueBatchCreateInput!, ${variables}) {
  issueBatchCreate(input: $input) { success issues { ...IssueFields } }
  ${calls}
}
${issueFields}`;
}

/** So many links back, of issues that are there. */
export function linkBackDocument(count: number): string {
  const { variables, calls } = links(count);
  return `mutation LinkBack(${variables}) {
  ${calls}
}`;
}

/** The alias of one issue's further history; the variables are `id` and `after` with the same number. */
export function historyAlias(index: number): string {
  return `issue${index}`;
}

/** The next 50 lines of history of so many issues: about 430 points each, so that 20 fit. */
export function moreHistoryDocument(count: number): string {
  const variables = counted(count, (index) => `$id${index}: String!, $after${index}: String!`).join(', ');
  const calls = counted(
    count,
    (index) => `${historyAlias(index)}: issue(id: $id${index}) {
    history(first: 50, after: $after${index}) { pageInfo { hasNextPage endCursor } nodes { ...HistoryFields } }
  }`,
  );
  return `query MoreHistory(${variables}) {
  ${calls.join('\n  ')}
}
${historyFields}`;
}
