import { parse } from 'graphql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { complexityOf, mostPoints } from '../../../src/sandbox/linear/complexity.ts';
import { linearSchema } from '../../../src/sandbox/linear/schema.ts';
import {
  createIssuesDocument,
  linkBackDocument,
  moreHistoryDocument,
} from '../../../src/trackers/linear/batch-documents.ts';
import * as documents from '../../../src/trackers/linear/documents.ts';
import { done, draft, newIdentity } from '../contract/drafts.ts';
import { ensureOne } from '../../support/ensure-one.ts';
import { type LinearHarness, startLinearHarness } from './linear-harness.ts';

let harness: LinearHarness;

beforeEach(async () => {
  harness = await startLinearHarness();
});
afterEach(async () => {
  await harness.close();
});

async function cost(work: () => Promise<unknown>): Promise<number> {
  const before = harness.sandbox.requests();
  const counted = harness.tracker.requestCount();
  await work();
  const sent = harness.sandbox.requests() - before;
  expect(harness.tracker.requestCount() - counted).toBe(sent);
  return sent;
}

function humans(count: number): string[] {
  return Array.from({ length: count }, (_, index) =>
    harness.human.create({ title: `Issue ${index}`, labels: ['postmortem'] }),
  );
}

describe('what it costs in requests', () => {
  it('takes one for an issue once the names are known', async () => {
    done(await ensureOne(harness.tracker, newIdentity(), draft(harness)));
    expect(await cost(() => ensureOne(harness.tracker, newIdentity(), draft(harness)))).toBe(1);
  });

  it('takes 24 for a thousand issues with their links back, from nothing known', async () => {
    const sent = await cost(async () => {
      for (let start = 0; start < 1000; start += harness.tracker.batchSize) {
        const wanted = Array.from({ length: harness.tracker.batchSize }, (_, index) => ({
          identity: newIdentity(),
          draft: draft(harness, { title: `Item ${start + index}` }),
        }));
        for (const outcome of await harness.tracker.ensureIssues(wanted)) done(outcome);
      }
    });
    const seen = harness.seen();
    expect(seen).toHaveLength(1000);
    expect(seen.every(({ backlinks, hiddenKeys }) => backlinks.length === 1 && hiddenKeys.length === 1)).toBe(
      true,
    );
    expect(sent).toBe(24);
  });

  it('takes 40 for reading ten thousand linked issues', { timeout: 60_000 }, async () => {
    const ids = humans(10_000);
    expect(
      await cost(async () => expect((await harness.tracker.fetchIssues(ids)).issues).toHaveLength(10_000)),
    ).toBe(40);
  });

  it('takes one for what changed when nothing did, in a process that knows nothing yet', async () => {
    humans(300);
    harness.setNow(new Date(harness.now().getTime() + 86_400_000));
    const since = harness.now();
    expect(
      await cost(async () => expect(await harness.tracker.changedSince('postmortem', since)).toEqual([])),
    ).toBe(1);
  });

  it('takes one for every 250 that changed', async () => {
    humans(501);
    expect(
      await cost(async () =>
        expect(await harness.tracker.changedSince('postmortem', harness.now())).toHaveLength(501),
      ),
    ).toBe(3);
  });

  it('takes one for the history of 40 issues, and one more for all the long ones among them', async () => {
    const ids = humans(40);
    for (let count = 0; count < 60; count += 1) {
      harness.setNow(new Date(harness.now().getTime() + 3_600_000));
      for (const id of ids.slice(0, 5)) {
        harness.human.reDate(id, count % 2 === 0 ? '2026-12-24' : '2026-12-31', 'known');
      }
    }
    const busy = ids.slice(0, 5);
    expect(await cost(() => harness.tracker.historyOf(ids.slice(5)))).toBe(1);
    expect(
      await cost(async () => {
        const entries = await harness.tracker.historyOf(ids);
        for (const id of busy) {
          const times = entries.flatMap((entry) => (entry.issueId === id ? entry.occurredAt.getTime() : []));
          expect(times).toHaveLength(60);
          expect(times).toEqual(times.toSorted((a, b) => a - b));
        }
        expect(entries).toHaveLength(300);
      }),
    ).toBe(2);
  });

  it('takes a look-up for each sort of name, however many names there are', async () => {
    const wanted = Array.from({ length: 20 }, (_, index) => ({
      identity: newIdentity(),
      draft: draft(harness, {
        destination: { ...harness.destination, project: index % 2 === 0 ? 'PAY' : 'OPS' },
        assignee: { name: `Nobody ${index}`, emails: [`nobody${index}@acme.example`], account: null },
      }),
    }));
    expect(await cost(() => harness.tracker.ensureIssues(wanted))).toBe(5);
  });
});

describe('what it costs in points', () => {
  const schema = linearSchema();
  const texts: readonly (readonly [string, string])[] = [
    ...Object.entries(documents),
    ['createIssuesDocument', createIssuesDocument(50)],
    ['linkBackDocument', linkBackDocument(50)],
    ['moreHistoryDocument', moreHistoryDocument(20)],
  ];

  it.each(texts)('L4: %s stays below what one query may cost', (name, text) => {
    const first = name === 'historyDocument' ? 40 : 250;
    expect(complexityOf(schema, parse(text), { first })).toBeLessThan(mostPoints);
  });
});
