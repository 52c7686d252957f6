import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Tracker } from '../../../src/trackers/tracker.ts';
import { draft, newIdentity, reason } from '../contract/drafts.ts';
import { ensureOne } from '../../support/ensure-one.ts';
import { acme, type LinearHarness, startLinearHarness } from './linear-harness.ts';

let harness: LinearHarness;

beforeEach(async () => {
  const users = acme.users.map((user) => ({ ...user, admin: user.app === true }));
  harness = await startLinearHarness({ workspace: { ...acme, users } });
});
afterEach(async () => {
  await harness.close();
});

async function found(tracker: Tracker = harness.tracker): Promise<string[]> {
  const findings = await tracker.check({
    destinations: [harness.destination],
    labels: ['postmortem', 'ops-only', 'not-yet-made'],
    people: [harness.people.known],
  });
  expect(findings.every((finding) => finding.do.length > 10)).toBe(true);
  return findings.map(({ what }) => what);
}

const hook = {
  id: 'w1',
  label: null,
  url: 'https://followthrough.example/webhooks/linear-main',
  enabled: true,
  resourceTypes: ['Issue'],
  teamId: null,
};

function expecting(): Tracker {
  return harness.adapter({ webhookSecrets: ['a webhook secret'] });
}

describe('what check says before the first write', () => {
  it('finds nothing in labels that are missing or another team’s: they are made when needed', async () => {
    expect(await found()).toEqual([]);
    expect(harness.sandbox.requests('issueLabelCreate')).toBe(0);
  });

  it('finds an archived team, to which nothing is sent either', async () => {
    harness.sandbox.store.archiveTeam('PAY');
    expect((await found()).join()).toContain('PAY in Linear (linear-main) is archived');
    const outcome = await ensureOne(harness.tracker, newIdentity(), draft(harness));
    expect(reason(outcome)).toContain('archived');
    expect(harness.sandbox.requests('issueCreate')).toBe(0);
  });

  it('L16: finds a person to whom nothing can be assigned', async () => {
    for (const user of harness.sandbox.store.data.users.values()) user.assignable = false;
    expect((await found()).join()).toContain('Priya Nair');
  });

  it('finds a state missing that an item needs to be closed or dropped', async () => {
    const { states } = harness.sandbox.store.data;
    for (const state of states.values()) if (state.type === 'canceled') state.type = 'backlog';
    expect((await found()).join()).toContain('“canceled”');
  });
});

describe('what check says of webhooks', () => {
  it('finds none missing while no secret is configured', async () => {
    expect(await found()).toEqual([]);
  });

  it('finds that there is none for the team', async () => {
    harness.sandbox.store.data.webhooks.push({ ...hook, url: 'https://other.example/hook' });
    expect((await found(expecting())).join()).toContain('no webhook to us for issues of the team PAY');
  });

  it('finds that Linear switched it off', async () => {
    harness.sandbox.store.data.webhooks.push({ ...hook, enabled: false });
    expect((await found(expecting())).join()).toContain('switched the webhook to us off');
  });

  it('finds nothing wrong with one for all teams', async () => {
    harness.sandbox.store.data.webhooks.push({ ...hook });
    expect(await found(expecting())).toEqual([]);
  });

  it('finds nothing where it may not look', async () => {
    const plain = await startLinearHarness();
    try {
      expect(await found(plain.adapter({ webhookSecrets: ['a webhook secret'] }))).toEqual([]);
    } finally {
      await plain.close();
    }
  });
});
