import { describe, expect, it } from 'vitest';
import { rootFields } from '../../../src/trackers/linear/root-fields.ts';

describe('the endpoints a document asks', () => {
  it.each([
    ['one query', 'query One($id: String!) { issue(id: $id) { id team { key } } }', ['issue']],
    [
      'several',
      'query { viewer { id } issues(first: 2, filter: { id: { in: [] } }) { nodes { id } } }',
      ['viewer', 'issues'],
    ],
    ['no word before it', '{ viewer { id } }', ['viewer']],
    [
      'aliases',
      'mutation { a: attachmentCreate(input: {x: "}"}) { success } b : attachmentCreate(input: $b) { success } }',
      ['attachmentCreate'],
    ],
    [
      'a fragment before and after',
      'fragment F on Issue { id } query { issue(id: "x") { ...F } } fragment G on Issue { url }',
      ['issue'],
    ],
    [
      'braces in texts and comments',
      'mutation { # { a }\n commentCreate(input: { body: "{ b { \\" }" }) { success } }',
      ['commentCreate'],
    ],
    ['directives', 'query { viewer @include(if: $x) { id } }', ['viewer']],
    [
      'nested argument lists',
      'query { issues(filter: { a: { b: (c) } }, x: (d(e))) { nodes { id } } }',
      ['issues'],
    ],
    ['nothing', '', []],
  ])('%s', (_what, query, fields) => {
    expect(rootFields(query)).toEqual(fields);
  });
});
