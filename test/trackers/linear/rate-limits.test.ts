import { performance } from 'node:perf_hooks';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LinearFaultName } from '../../../src/sandbox/linear/faults.ts';
import { createLinearTracker } from '../../../src/trackers/linear/linear-tracker.ts';
import { limitNews } from '../../../src/trackers/linear/rate-limit.ts';
import type { Tracker } from '../../../src/trackers/tracker.ts';
import { ensureOne } from '../../support/ensure-one.ts';
import { type SharedLimits, sharedLimits } from '../../support/shared-in-memory.ts';
import { done, draft, newIdentity, reason } from '../contract/drafts.ts';
import { type LinearHarness, type LinearHarnessOptions, startLinearHarness } from './linear-harness.ts';

let harness: LinearHarness;
let limits: SharedLimits;

/** The adapter of one more process of the installation. */
function another(): Tracker {
  return createLinearTracker(
    {
      id: 'linear-main',
      kind: 'linear',
      url: harness.sandbox.url,
      credential: { type: 'api-key', key: harness.secret },
      webhookSecrets: [],
    },
    { clock: () => harness.now(), timeoutMs: 1_500, droppedResolutions: [], limits },
  );
}

async function start(options?: LinearHarnessOptions): Promise<void> {
  harness = await startLinearHarness(options);
  limits = sharedLimits();
}

const pass = (seconds: number): void => harness.setNow(new Date(harness.now().getTime() + seconds * 1000));
const inSeconds = (seconds: number): Date => new Date(harness.now().getTime() + seconds * 1000);

beforeEach(() => start());
afterEach(() => harness.close());

describe('a spent limit of Linear holds every process until it is over', () => {
  it.each<[string, LinearFaultName, number]>([
    ['L1: the usual form, a 400', 'rate-limited', 90],
    ['L2: a 200 with errors', 'rate-limited-200', 90],
    ['L2: a 429 with Retry-After', 'rate-limited-429', 90],
    ['L2: an empty 429', 'rate-limited-empty', 60],
    ['L2: told by the code only', 'rate-limited-code', 90],
    ['L4: the complexity points are spent', 'complexity-limited', 90],
  ])('%s', async (_form, name, seconds) => {
    harness.sandbox.faults.next({ name, seconds: 90 });
    await expect(another().findIssue('PAY-1')).rejects.toMatchObject({ kind: 'rate-limited' });
    const met = harness.sandbox.requests();

    const other = another();
    const held = { kind: 'rate-limited', retryAfter: inSeconds(seconds) };
    await expect(other.findIssue('PAY-1')).rejects.toMatchObject(held);
    await expect(other.fetchIssues([newIdentity().uuid])).rejects.toMatchObject(held);
    const outcome = await ensureOne(other, newIdentity(), draft(harness));
    expect(outcome).toMatchObject({ outcome: 'refused', retryAfter: inSeconds(seconds) });
    expect(reason(outcome)).toContain(`linear-main is left alone until ${inSeconds(seconds).toISOString()}`);
    expect([harness.sandbox.requests(), other.requestCount()]).toEqual([met, 0]);

    pass(seconds);
    expect(await other.findIssue('PAY-1')).toBeNull();
    expect(other.requestCount()).toBe(1);
  });

  it('L3: a limit of one endpoint holds that endpoint, and reads go on', async () => {
    await another().findIssue('PAY-1');
    harness.sandbox.faults.next({ name: 'endpoint-limited', on: 'issueCreate', seconds: 120 });
    const refused = await ensureOne(another(), newIdentity(), draft(harness));
    expect(refused).toMatchObject({ outcome: 'refused', retryAfter: inSeconds(120) });
    const creates = harness.sandbox.requests('issueCreate');

    const other = another();
    const outcome = await ensureOne(other, newIdentity(), draft(harness));
    expect(outcome).toMatchObject({ outcome: 'refused', retryAfter: inSeconds(120) });
    expect(reason(outcome)).toContain('issueCreate');
    expect(await other.findIssue('PAY-1')).toBeNull();
    expect((await other.fetchIssues([newIdentity().uuid])).absent).toHaveLength(1);
    expect(harness.sandbox.requests('issueCreate')).toBe(creates);

    pass(120);
    done(await ensureOne(other, newIdentity(), draft(harness)));
    expect(harness.seen()).toHaveLength(1);
  });

  it('L4: one query that is too dear pauses nothing', async () => {
    const answer = {
      status: 400,
      headers: new Headers({ 'X-RateLimit-Requests-Remaining': '2000' }),
      text: '{"errors":[{"message":"Query too complex","extensions":{"type":"invalid input","code":"INPUT_ERROR"}}]}',
    };
    const { readings } = limitNews(answer, harness.now());
    expect(readings.map(({ pausedUntil }) => pausedUntil)).toEqual([null]);
  });

  it('an issue whose title speaks of "ratelimited" pauses nothing', async () => {
    const body = { data: { issue: { title: 'ratelimited', type: 'ratelimited' } } };
    const answer = { status: 200, headers: new Headers(), text: JSON.stringify(body) };
    expect(limitNews(answer, harness.now()).readings).toEqual([]);
  });
});

describe('what is left of Linear’s limits', () => {
  it('is read from every answer: requests and complexity, and when they are whole again', async () => {
    await another().findIssue('PAY-1');
    const [requests, points] = [limits.kept.get('*'), limits.kept.get('*complexity')];
    expect(requests).toMatchObject({ limit: 2500, remaining: 2499, pausedUntil: null });
    expect(points).toMatchObject({ limit: 3_000_000, pausedUntil: null });
    expect(requests?.resetsAt?.getTime()).toBeGreaterThan(harness.now().getTime());
    expect(points?.remaining).toBeLessThan(3_000_000);
  });

  it('slows the calls down once less than a fifth is left, so that it is never used up', async () => {
    await harness.close();
    await start({ requestLimit: 10 });
    const tracker = another();
    const timed = async (): Promise<number> => {
      const begun = performance.now();
      await tracker.findIssue('PAY-1');
      return performance.now() - begun;
    };
    for (let count = 0; count < 8; count += 1) expect(await timed()).toBeLessThan(1_000);
    await timed();
    expect(await timed()).toBeGreaterThan(1_500);
  });
});
