import { describe, expect, it } from 'vitest';
import { mappedDocument } from '../../src/intake/mapped-document.ts';
import { valuesAt } from '../../src/intake/mapped-path.ts';

const payload = {
  incident: {
    reference: 'INC-7',
    name: 'Checkout refused cards',
    services: [{ name: 'checkout' }, { name: 'ledger' }],
    ended: null,
    follow_ups: [
      { title: 'Reject unknown codes', assignee: { email: 'priya@acme.example' }, status: 'outstanding' },
      { title: 'Page on-call', assignee: null, status: 'Completed', links: ['PAY-7'] },
      { title: 'Rewrite it all', assignee: null, status: 'not_doing' },
    ],
  },
};

describe('a path', () => {
  it.each<[string, readonly unknown[]]>([
    ['incident.name', ['Checkout refused cards']],
    ['incident.services[].name', ['checkout', 'ledger']],
    ['incident.follow_ups[].assignee.email', ['priya@acme.example']],
    ['incident.follow_ups[].links[]', ['PAY-7']],
    ['incident.ended', [null]],
    ['incident.ended.by', []],
    ['incident.nobody?', []],
    ['incident.nobody.at.all?', []],
  ])('%s leads to %j', (path, values) => {
    expect(valuesAt([payload], path)).toEqual({ values });
  });

  it.each([
    ['incident.titel', 'nothing has the name "titel"'],
    ['nobody.name', 'nothing has the name "nobody"'],
    ['incident[].name', '"incident" is not a list'],
    ['incident.constructor', 'nothing has the name "constructor"'],
    ['incident.name.length', 'nothing has the name "length"'],
    ['[]', '"the body" is not a list'],
  ])('%s leads nowhere', (path, problem) => {
    expect(valuesAt([payload], path)).toEqual({ problem });
  });

  it('may begin at a list', () => {
    expect(valuesAt([[{ a: 1 }, { a: 2 }]], '[].a')).toEqual({ values: [1, 2] });
  });
});

const mapping = {
  title: 'incident.name',
  id: 'incident.reference',
  services: 'incident.services[].name',
  endedAt: 'incident.ended',
  items: 'incident.follow_ups[]',
  text: 'title',
  owner: 'assignee.email',
  link: 'links[]',
  state: 'status',
};

describe('what a platform posts', () => {
  it('becomes a postmortem: what it finished is done, what it dropped is left out', () => {
    const mapped = mappedDocument(payload, mapping);
    expect('text' in mapped && [mapped.id, JSON.parse(mapped.text)]).toMatchObject([
      'INC-7',
      {
        title: 'Checkout refused cards',
        incident: { id: 'INC-7', services: ['checkout', 'ledger'], endedAt: null },
        actionItems: [
          { text: 'Reject unknown codes', owner: 'priya@acme.example', done: false, links: [] },
          { text: 'Page on-call', owner: null, done: true, links: ['PAY-7'] },
        ],
      },
    ]);
  });

  it('names every path that leads nowhere or to no text', () => {
    expect(
      mappedDocument(payload, {
        ...mapping,
        title: 'incident.titel',
        services: 'incident.services',
        owner: 'assignee',
        due: 'due_on',
      }),
    ).toEqual({
      problems: [
        { path: 'incident.titel', message: 'title: nothing has the name "titel".' },
        { path: 'incident.services', message: 'services: it is a list; write [] behind its name.' },
        {
          path: 'incident.follow_ups[].assignee',
          message: 'owner: it is an object; go on to one of email.',
        },
        { path: 'incident.follow_ups[].due_on', message: 'due: nothing has the name "due_on".' },
      ],
    });
  });

  it.each([null, 7, 'text', [], {}])('%j is refused by its paths, not by chance', (body) => {
    const mapped = mappedDocument(body, mapping);
    expect('problems' in mapped && mapped.problems.length).toBeGreaterThan(0);
  });

  it('an incident without follow-ups is one without action items', () => {
    const none = { incident: { ...payload.incident, follow_ups: [] } };
    const mapped = mappedDocument(none, mapping);
    expect('text' in mapped && JSON.parse(mapped.text).actionItems).toEqual([]);
  });
});
