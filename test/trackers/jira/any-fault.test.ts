import { afterEach, describe, expect, it } from 'vitest';
import { alterations } from '../../../src/sandbox/jira/alterations.ts';
import { type JiraFault, usualFaults } from '../../../src/sandbox/jira/jira-faults.ts';
import type { IssueRequest } from '../../../src/trackers/tracker.ts';
import { chanceOf } from '../../faults/chance.ts';
import { newIdentity } from '../contract/drafts.ts';
import { draft, type JiraHarness, startJiraHarness } from './jira-harness.ts';

const seconds = 1000;
const minutes = 60 * seconds;

/** Faults after which a create may be there, may not be, or may yet come; and faults of everything that is asked meanwhile. */
const faults: readonly JiraFault[] = [
  { kind: 'lost-answer' },
  { kind: 'cut-body' },
  { kind: 'cut-body', keep: 0 },
  { kind: 'server-error', status: 500 },
  { kind: 'server-error', status: 504 },
  { kind: 'unavailable' },
  { kind: 'suspended' },
  { kind: 'login-page', form: 'redirect' },
  { kind: 'refused', messages: ['Not to Jira’s taste.'] },
  usualFaults.burst(3),
  usualFaults.oddRateLimit('0'),
  ...alterations.map((how): JiraFault => ({ kind: 'altered', how })),
];
const creating: readonly JiraFault[] = [
  ...faults,
  { kind: 'partial-commit', first: 0 },
  { kind: 'partial-commit', first: 2 },
  { kind: 'partial-commit', first: 7, status: 502 },
];

describe('whatever Jira Cloud answers', () => {
  let harness: JiraHarness;
  afterEach(() => harness.close());

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('one issue is made of each item (seed %i)', async (seed) => {
    harness = await startJiraHarness();
    const chance = chanceOf(seed);
    const parked: string[] = [];
    const issued = new Map<string, string>();
    let queue = Array.from({ length: 60 }, (_, place) => ({
      request: { identity: newIdentity(), draft: draft({ title: `Item ${place}` }) } as IssueRequest,
      due: harness.now(),
    }));

    for (let round = 0; queue.length > 0 && round < 2000; round += 1) {
      harness.setNow(new Date(harness.now().getTime() + chance.between(1, 15) * seconds));
      const batch = queue.filter(({ due }) => due <= harness.now()).slice(0, chance.between(1, 20));
      if (batch.length === 0) continue;
      harness.sandbox.faults.searchLag(chance.between(0, 3) * minutes);
      if (chance.hits(0.3)) harness.sandbox.faults.next('createIssues', chance.pick(creating));
      if (chance.hits(0.3)) harness.sandbox.faults.soon(chance.pick(faults));
      if (chance.hits(0.1) && issued.size > 0)
        harness.sandbox.store.clone(chance.pick([...issued.values()]), { by: 'priya-1' });
      const attemptedAt = harness.now();
      const tracker = chance.hits(0.5) ? harness.tracker : harness.restarted();
      const outcomes = await tracker.ensureIssues(batch.map(({ request }) => request));
      for (const [place, { request }] of batch.entries()) {
        const outcome = outcomes[place];
        if (outcome?.outcome === 'refused' && outcome.retryAfter === null) parked.push(outcome.reason);
        queue = queue.filter((each) => each.request.identity.key !== request.identity.key);
        if (outcome?.outcome === 'done') issued.set(request.identity.key, outcome.value.id);
        else if (outcome?.outcome === 'unknown') {
          // As the drain does: the time of the first attempt stays, and a later one is given time to show.
          const first = request.identity.attemptedAt;
          const settled = new Date(harness.now().getTime() + 2 * minutes);
          queue.push({
            request: { ...request, identity: { ...request.identity, attemptedAt: first ?? attemptedAt } },
            due: first !== null && settled > outcome.retryAfter ? settled : outcome.retryAfter,
          });
        } else queue.push({ request, due: outcome?.retryAfter ?? harness.now() });
      }
    }
    const made = harness.seen().flatMap(({ id, hiddenKeys }) => hiddenKeys.map((key) => ({ id, key })));
    const ours = made.filter(({ id }) => harness.sandbox.store.find(id)?.properties.size === 1);
    expect(queue).toEqual([]);
    expect(parked.filter((reason) => !reason.includes('Not to Jira’s taste'))).toEqual([]);
    expect(new Map(ours.map(({ id, key }) => [key, id]))).toEqual(issued);
    expect(ours).toHaveLength(60);
  });
});
