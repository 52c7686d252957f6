import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { launcher, writeConfig } from '../support/command-line.ts';
import { document, openHouse, type House } from '../support/house.ts';

let house: House;
beforeEach(async () => {
  await house?.close();
  house = await openHouse();
});
afterAll(() => house.close());

const rows = (count: number) =>
  Array.from(
    { length: count },
    (_, at) => `| Reject unknown currency code ${at} | @priya | 2026-11-10 | High | | |`,
  );

/** Drains until nothing waits, letting time pass between as a service would. */
async function drainUntilQuiet(): Promise<void> {
  for (let round = 0; round < 8; round++) {
    house.pass(300);
    await house.drain(`worker-${round}`);
  }
}

const keys = async () =>
  (await house.items()).map((item) => item.tracker?.key ?? '').toSorted((a, b) => a.localeCompare(b));

describe('an answer that never came', () => {
  it.each(['lost-answer', 'gateway-error', 'cut-body'] as const)(
    'from Linear (%s) makes one issue: not two, and not none',
    async (name) => {
      await house.give(document('checkout', rows(1)));
      house.linear.faults.next({ name, on: 'issueCreate' });

      const first = await house.drain();
      await drainUntilQuiet();

      expect(first).toMatchObject({ created: 0, unknown: 1 });
      expect(house.linear.store.data.issues.size).toBe(1);
      expect(await keys()).toEqual(['PAY-1']);
    },
  );

  it.each(['lost-answer', 'server-error', 'cut-body'] as const)(
    'from Jira (%s) makes one issue: not two, and not none',
    async (kind) => {
      await house.give(document('kubernetes', rows(1)));
      house.jira.faults.next('createIssue', { kind });

      const first = await house.drain();
      await drainUntilQuiet();

      expect(first).toMatchObject({ created: 0, unknown: 1 });
      expect(house.jira.store.issues()).toHaveLength(1);
      expect(await keys()).toEqual(['PLAT-1']);
    },
  );
});

describe('a process killed while its call is under way', () => {
  it.each([
    ['Linear', 'checkout', () => house.linear.store.data.issues.size],
    ['Jira', 'kubernetes', () => house.jira.store.issues().length],
  ] as const)('leaves one issue on %s once another has taken over', async (tracker, service, count) => {
    await house.give(document(service, rows(1)));
    if (tracker === 'Linear')
      house.linear.faults.next({ name: 'slow-answer', on: 'issueCreate', seconds: 30 });
    else house.jira.faults.next('createIssue', { kind: 'slow-answer', milliseconds: 30_000 });
    const config = join(mkdtempSync(join(tmpdir(), 'followthrough-')), 'followthrough.yaml');
    writeFileSync(config, writeConfig(house.config));
    const child = spawn(process.execPath, [
      launcher,
      'sync',
      '--config',
      config,
      '--now',
      house.now().toISOString(),
    ]);
    await expect.poll(count, { timeout: 15_000 }).toBe(1);
    child.kill('SIGKILL');
    await once(child, 'exit');

    await drainUntilQuiet();

    expect(count()).toBe(1);
    expect(await keys()).toEqual([tracker === 'Linear' ? 'PAY-1' : 'PLAT-1']);
  });
});

describe('two workers draining at once', () => {
  it('never send a write twice, and leave none', async () => {
    const count = 110;
    await house.give(document('checkout', rows(count)));
    await house.give(document('kubernetes', rows(count), 'INC-232'), 'docs/nodes.md');

    const results = await Promise.all(['a', 'b', 'c'].map((worker) => house.drain(worker)));

    expect(results.reduce((sum, { created }) => sum + created, 0)).toBe(2 * count);
    expect(house.linear.store.data.issues.size).toBe(count);
    expect(house.linear.store.data.attachments.size).toBe(count);
    expect(house.linear.requests('issueBatchCreate')).toBeLessThan(count / 10);
    expect(house.jira.store.issues()).toHaveLength(count);
    expect(house.jira.store.issues().filter(({ remoteLinks }) => remoteLinks.length === 1)).toHaveLength(
      count,
    );
    expect(new Set(await keys()).size).toBe(2 * count);
  });
});

describe('a tracker that is down', () => {
  it('never holds up the other', async () => {
    await house.give(document('kubernetes', rows(2)));
    await house.give(document('checkout', rows(2), 'INC-232'), 'docs/codes.md');
    house.jira.faults.all({ kind: 'unavailable' });

    const drained = await house.drain();

    expect(drained.created).toBe(2);
    expect(house.linear.store.data.issues.size).toBe(2);
  });

  it('makes nothing look missing, and its writes go through once it is back', async () => {
    await house.give(document('kubernetes', rows(2)));
    await house.drain();
    await house.sweep();
    house.jira.faults.all({ kind: 'unavailable' });
    house.pass(600);

    const down = await house.sweep();
    house.pass(600);
    await house.sweep();

    expect(down).toMatchObject({ read: 0, missing: 0 });
    expect(down.problems).toHaveLength(1);
    expect((await house.items()).flatMap(({ flags }) => flags.map(({ kind }) => kind))).not.toContain(
      'missing',
    );
    house.jira.faults.all(null);
    expect(await house.sweep()).toMatchObject({ read: 2, problems: [] });
  });
});
