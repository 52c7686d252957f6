import { assert, asyncProperty } from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askSearch } from '../../src/answers/ask-search.ts';
import { draftOf } from '../../src/incidents/incident-draft.ts';
import { draftRules, recordIncidents } from '../../src/intake/record-incidents.ts';
import type { SearchSelection } from '../../src/reports/search-hit.ts';
import { anyText } from '../support/any-text.ts';
import { openHouse, type House } from '../support/house.ts';
import { nothingSought as nothing } from '../support/sample-search.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse('2026-11-16T09:00:00Z');
  await house.give(cards, 'docs/postmortems/cards.md');
  await house.give(nodes, 'docs/postmortems/nodes.md');
  const { created } = await house.drain();
  if (created !== 3) throw new Error(`${created} issues were made, not 3.`);
  const settings = { db: house.database.db, config: house.config, clock: () => house.now() };
  const given = {
    id: 'SRE-7',
    title: '決済障害が発生',
    severity: 'SEV3',
    services: ['search'],
    causes: ['disk-full'],
  };
  const read = draftOf(
    { ...given, startedAt: '2026-10-01T09:00:00Z', summary: 'Straße & <b>Ärger</b>' },
    draftRules(settings),
  );
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  await recordIncidents(settings, [read.draft]);
});
afterAll(() => house.close());

const cards = `---
title: Checkout refused cards
incident: INC-231
severity: SEV1
services: [checkout]
causes: [config-push]
startedAt: 2026-11-02T09:12:00Z
endedAt: 2026-11-02T10:01:00Z
published: 2026-11-03
authors: [Maria Lopez]
---

## Summary

A certificate expired at 100% of the gateways and every payment was declined for fifty minutes.

## Root cause

The renewal job had been paused during a freeze.

## Action items

| Action item | Owner | Due | Priority | Test |
|---|---|---|---|---|
| Alert two weeks before a certificate expires | @priya | 2026-11-20 | High | A staging certificate pages on-call |
| Resume paused renewals after a freeze | Tom Becker | 2026-12-01 | Low | |
`;

const nodes = `---
title: Nodes ran out of connections
incident: INC-1231
severity: SEV2
services: [kubernetes]
startedAt: 2026-11-05T22:30:00Z
endedAt: 2026-11-05T23:00:00Z
published: 2026-11-06
---

## Action items

| Action item | Owner | Due | Priority |
|---|---|---|---|
| Page on-call when the pool is full | Tom Becker | 2026-11-13 | P1 |
`;

async function search(given: Partial<SearchSelection>) {
  const selection = { ...nothing, ...given };
  const teams = selection.team?.split(',') ?? null;
  return askSearch(house.database.db, house.config, selection, teams, { from: 0, count: 50 });
}

async function titles(given: Partial<SearchSelection>): Promise<string[]> {
  const { hits, total } = await search(given);
  expect(hits).toHaveLength(total);
  return hits.map(({ title }) => title);
}

const card = 'Checkout refused cards';
const alert = 'Alert two weeks before a certificate expires';
const resume = 'Resume paused renewals after a freeze';
const node = 'Nodes ran out of connections';
const page = 'Page on-call when the pool is full';
const disk = '決済障害が発生';
const all = [card, alert, resume, node, page, disk];

describe('what is recorded is found by its words', () => {
  it.each([
    ['of the title', 'refused', [card]],
    ['in any case, and by their beginnings', 'CHECK ref', [card]],
    ['of the summary', 'gateways', [card]],
    ['of the root cause', 'paused renewal', [resume, card]],
    ['of the authors', 'maria', [card]],
    ['of the source', 'nodes.md', [node]],
    ['of a cause', 'config-push', [card]],
    ['the id of the incident, and what came of it', 'INC-231', [card, alert, resume]],
    ['a number alone', '1231', [node, page]],
    ['of the text of an item', 'pool', [page]],
    ['of its test', 'staging', [alert]],
    ['its owner as the tracker has it', 'priya nair', [alert]],
    ['an incident without a postmortem', 'sre-7', [disk]],
    ['a phrase', '"paused renewals"', [resume]],
    ['words of a phrase in another order are none', '"renewals paused"', []],
    ['the beginning of a word is none of a phrase', '"renewal"', [card]],
    ['without a word', 'certificate -alert', [card]],
    ['without a phrase', 'freeze -"after a freeze"', [card]],
    ['only without', '-certificate -paused -pool -connections', [disk]],
    ['letters with marks', 'ärger straße', [disk]],
    ['a part of what is written without spaces', '障害', [disk]],
    ['that and a word', '障害 ärg', [disk]],
    ['a sign', '%', [card]],
    ['without a sign', 'certificate -"%"', [alert]],
    ['what nobody wrote', 'zeppelin', []],
    ['one word of two', 'refused zeppelin', []],
  ])('%s', async (_, text, expected) => {
    expect((await titles({ text })).toSorted()).toEqual(expected.toSorted());
  });

  it('its issue', async () => {
    const issue = (await house.rows()).find(({ text }) => text === alert)?.issueKey;
    expect(await titles({ text: issue ?? '' })).toEqual([alert]);
    const { hits } = await search({ text: 'staging' });
    expect(hits[0]?.item?.issue).toMatchObject({ key: issue });
  });

  it('nothing at all is everything, the latest incident first', async () => {
    const found = await titles({});
    expect(found.toSorted()).toEqual(all.toSorted());
    expect(found.at(-1)).toBe(disk);
  });

  it('the best first: where the title has it', async () => {
    expect((await titles({ text: 'certificate' }))[0]).toBe(alert);
  });

  it('says where it stands, marked', async () => {
    const { hits } = await search({ text: 'gateways' });
    expect(hits[0]?.excerpt).toMatchObject({ of: 'summary' });
    expect(hits[0]?.excerpt?.pieces.filter(({ isMatch }) => isMatch)).toEqual([
      { text: 'gateways', isMatch: true },
    ]);
  });

  it('tells of an item who has it, until when and where', async () => {
    const { hits } = await search({ text: 'staging' });
    expect(hits[0]).toMatchObject({
      kind: 'item',
      incident: 'INC-231',
      item: {
        state: 'open',
        team: 'payments',
        due: '2026-11-20',
        isWithdrawn: false,
      },
    });
  });

  it('sees an edit at once', async () => {
    await house.give(cards.replace('A certificate expired', 'A zebra expired'), 'docs/postmortems/cards.md');
    expect(await titles({ text: 'zebra' })).toEqual([card]);
    await house.give(cards, 'docs/postmortems/cards.md');
    expect(await titles({ text: 'zebra' })).toEqual([]);
  });
});

describe('and narrowed', () => {
  it.each<[string, Partial<SearchSelection>, string[]]>([
    ['by service', { service: 'kubernetes' }, [node, page]],
    ['by severity', { severity: 'SEV1' }, [card, alert, resume]],
    ['by cause', { cause: 'disk-full' }, [disk]],
    [
      'by the day on which it began, where the organisation is',
      { from: '2026-11-05', to: '2026-11-05' },
      [node, page],
    ],
    ['up to a day', { to: '2026-11-01' }, [disk]],
    ['by state, which only items have', { state: 'open' }, [alert, resume, page]],
    ['by team', { team: 'platform' }, [node, page]],
    [
      'by team, whose are the services that nobody has when it is the default',
      { team: 'payments', kind: 'incident' },
      [disk],
    ],
    ['by teams', { team: 'platform,payments' }, all],
    ['by kind', { kind: 'postmortem' }, [card, node]],
    ['by words too', { text: 'on-call', severity: 'SEV2' }, [page]],
    ['by what nobody is called', { service: "o'\0" }, []],
  ])('%s', async (_, given, expected) => {
    expect((await titles(given)).toSorted()).toEqual(expected.toSorted());
  });

  it('counts each kind, whichever is asked for', async () => {
    expect(await search({ kind: 'item' })).toMatchObject({
      counts: { postmortem: 2, incident: 1, item: 3 },
      total: 3,
    });
  });
});

describe('whatever is typed has an answer', () => {
  it.each([
    ...[
      '"',
      '""',
      '-',
      '--',
      '- -',
      '%',
      '\\',
      "'",
      "' & | ! ( ) : * <->",
      '\0',
      'a\0b',
      '🔥',
      '\uD83D',
      ':*',
      '-"',
    ].map((text): [string, string] => [JSON.stringify(text), text]),
    ['a word of 10,000 letters', 'x'.repeat(10_000)],
    ['5,000 words', 'ab '.repeat(5000)],
    ['a phrase of 6,000 words', `"${'a b '.repeat(3000)}"`],
    ['500 signs', '%'.repeat(500)],
    ['3,000 characters without a space', '漢'.repeat(3000)],
  ])('%s', async (_, text) => {
    await expect(search({ text })).resolves.toMatchObject({ total: expect.any(Number) });
  });

  it('and anything else', async () => {
    await assert(
      asyncProperty(anyText(60), async (text) => {
        const { total, hits } = await search({ text });
        expect(hits).toHaveLength(total);
      }),
      { numRuns: 60 },
    );
  });
});
