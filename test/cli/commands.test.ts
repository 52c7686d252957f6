import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CommandResult } from '../support/command-line.ts';
import { openDesk, type Desk } from '../support/desk.ts';
import { document, jiraAccount } from '../support/house.ts';

const patient = 120_000;
let desk: Desk;
const requests = (): number => desk.house.linear.requests() + desk.house.jira.requests().length;

/** What `--json` printed, which is all there is on standard output. */
function json({ stdout, stderr, exitCode }: CommandResult): unknown {
  expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
  return JSON.parse(stdout);
}

/** The keys at a place of a value, nested ones as in `due.total`. */
function keysOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    key,
    ...keysOf(inner).map((below) => `${key}.${below}`),
  ]);
}

/** A list that holds at least these words. */
const holding = (words: string): unknown => expect.arrayContaining(words.split(/\s+/));

beforeAll(async () => {
  desk = await openDesk();
  const ticket = desk.house.linear.store.createIssue(
    { team: 'PAY', title: 'Old ticket' },
    { by: 'Tom Becker' },
  );
  const adopted = desk.house.linear.store.identifierOf(ticket);
  await desk.house.give(
    document('checkout', [
      '| Reject unknown currency codes | @priya | 2026-11-10 | High | | |',
      `| Alert on declined payments | @tom | 2026-11-12 | | ${adopted} | |`,
    ]),
    'docs/codes.md',
  );
  await desk.house.give(
    document(
      'kubernetes',
      ['| Page on-call when the pool is full | @tom | 2026-11-20 | P1 | | |'],
      'INC-232',
    ),
    'docs/nodes.md',
  );
}, patient);
afterAll(() => desk.close());

describe('before the first drain', { timeout: patient }, () => {
  it('check finds everything in order, and writes nothing', async () => {
    const { exitCode, stdout, stderr } = await desk.run('check');

    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout.split('\n')).toEqual([
      'linear-main: ready; no webhooks set up, so changes are seen by the next sweep',
      'jira-main: ready; no webhooks set up, so changes are seen by the next sweep',
      'mail: not configured, digests can be written with --out',
      '',
    ]);
    expect(desk.house.jira.requests().filter(({ method }) => method !== 'GET')).toEqual([]);
    expect(await desk.standing()).toMatchObject({ linked: 0, linear: 1, jira: 0 });
  });

  it('check tells every problem at once, each with what to do, and ends with 1', async () => {
    desk.configure((config) => ({
      ...config,
      people: [
        ...config.people,
        { name: 'Nobody Known', emails: ['gone@acme.example'], aliases: [], accounts: {} },
      ],
      teams: config.teams.map((team) =>
        team.id === 'payments' ? { ...team, project: 'PYA' } : { ...team, issueType: 'Chore' },
      ),
    }));

    const { exitCode, stdout, stderr } = await desk.run('check');
    desk.configure();

    expect(exitCode).toBe(1);
    expect(stdout).not.toContain('main: ready');
    const lines = stderr.trim().split('\n');
    expect(lines).toEqual(
      [
        /^linear-main: .*no team PYA.* Set the team’s key/,
        /^linear-main: .*Nobody Known/,
        /^jira-main: Project PLAT has no issue type Chore\. Use one of: Task/,
        /^jira-main: Nobody Known/,
      ].map((line) => expect.stringMatching(line)),
    );
  });

  it('plan shows what would be made and adopted, and asks no tracker anything', async () => {
    const asked = requests();

    const { exitCode, stdout, stderr } = await desk.run('plan');

    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout.trim().split('\n')).toEqual([
      '+ jira-main  docs/nodes.md:15  PLAT: "Page on-call when the pool is full" (Tom Becker, due 2026-11-20, high) [postmortem]',
      '+ linear-main  docs/codes.md:15  PAY: "Reject unknown currency codes" (Priya Nair, due 2026-11-10, high) [postmortem, reliability]',
      '= linear-main  docs/codes.md:16  PAY-1: "Alert on declined payments" (Tom Becker, due 2026-11-12) [postmortem, reliability]',
    ]);
    expect(requests()).toBe(asked);
    expect(await desk.standing()).toMatchObject({
      linked: 0,
      writes: { 'create queued': 2, 'adopt queued': 1 },
    });
  });

  it('sync --json tells what was written and read, and counts every request there was', async () => {
    const asked = { linear: desk.house.linear.requests(), jira: desk.house.jira.requests().length };

    const told = json(await desk.run('sync', '--json'));

    expect(told).toEqual({
      drained: { created: 2, updated: 0, adopted: 1, refused: 0, unknown: 0, waiting: 0 },
      swept: { read: 3, changed: expect.any(Number), missing: 0 },
      requests: {
        'linear-main': desk.house.linear.requests() - asked.linear,
        'jira-main': desk.house.jira.requests().length - asked.jira,
      },
    });
    expect(await desk.standing()).toMatchObject({ linked: 3, writes: {}, linear: 2, jira: 1 });
  });
});

describe('a week later', { timeout: patient }, () => {
  beforeAll(async () => {
    const { house } = desk;
    house.linear.store.moveIssue('PAY-2', 'Done', { by: 'Priya Nair', at: new Date('2026-11-10T15:00:00Z') });
    house.jira.store.reDate('PLAT-1', '2026-12-20', {
      by: jiraAccount('Tom Becker'),
      at: new Date('2026-11-12T09:00:00Z'),
    });
    house.setNow('2026-11-16T09:00:00Z');
    await house.sweep();
  });

  it('plan shows an edit of the document as a change', async () => {
    await desk.house.give(
      document(
        'kubernetes',
        ['| Page on-call when the node pool is full | @tom | 2026-11-20 | P1 | | |'],
        'INC-232',
      ),
      'docs/nodes.md',
    );

    const { stdout } = await desk.run('plan');

    expect(stdout).toBe('~ jira-main  PLAT-1  title "Page on-call when the node pool is full"\n');
    expect(await desk.house.drain()).toMatchObject({ updated: 1 });
    const { stdout: rest } = await desk.run('plan');
    expect(rest).toBe('Nothing is queued.\n');
  });

  it('the four reports and the agenda have the keys scripts rely on, and the right numbers', async () => {
    const completion = json(await desk.run('report', 'completion', '--json'));
    const repeats = json(await desk.run('report', 'repeats', '--json', '--week', '2026-W45'));
    const programme = json(await desk.run('report', 'programme', '--format', 'json', '--week', '2026-W45'));
    const items = json(await desk.run('report', 'items', '--json'));
    const agenda = json(await desk.run('agenda', '--json'));

    expect(completion).toMatchObject({
      week: '2026-W46',
      timeZone: 'Europe/Berlin',
      team: null,
      due: {
        total: 2,
        doneOnTime: 1,
        doneLate: 0,
        dropped: 0,
        moved: 0,
        missed: 1,
        pending: 0,
        rate: 0.5,
        onTimeRate: 0.5,
      },
      flow: { openAtStart: 3, created: 0, reopened: 0, done: 1, dropped: 0, openAtEnd: 2 },
    });
    expect(keysOf(completion)).toEqual(
      holding(`from to asOf revised flags.overdue flags.slipping trend byTeam byService bySeverity byCategory
        timeToComplete.n timeToComplete.completed timeToComplete.censored timeToComplete.medianDays
        timeToComplete.p90Days timeToComplete.within.30.estimate timeToComplete.within.60.low
        timeToComplete.within.90.high`),
    );
    expect(keysOf(repeats)).toEqual(
      holding(`week windowDays incidents repeats repeatRate preventable repeatsInWeek suggestions
        fixHeld.cleared fixHeld.held fixHeld.rate verified.withTest verified.held verified.refuted
        verified.unverified verified.waiting`),
    );
    expect(repeats).toMatchObject({ week: '2026-W45', windowDays: 90, incidents: 2 });
    expect(programme).toMatchObject({
      week: '2026-W45',
      qualifying: 2,
      withPostmortem: 2,
      coverage: 1,
      medianHoursToPublish: expect.any(Number),
      withinLimit: 1,
      missing: [],
    });
    expect(items).toEqual([
      expect.objectContaining({ due: '2026-12-20', firstDue: '2026-11-20', moves: 1, movedDays: 30 }),
      expect.objectContaining({
        text: 'Alert on declined payments',
        due: '2026-11-12',
        firstDue: '2026-11-12',
        owner: 'Tom Becker',
      }),
      expect.objectContaining({
        text: 'Reject unknown currency codes',
        state: 'done',
        completedAt: '2026-11-10T15:00:00.000Z',
        moves: 0,
      }),
    ]);
    expect(keysOf((items as unknown[])[1])).toEqual(
      holding(`id postmortem incident team service severity priority category createdAt flags tracker.id
        tracker.kind tracker.issueId tracker.key tracker.url`),
    );
    expect(agenda).toMatchObject({ date: '2026-11-16', sections: expect.any(Array) });
    const decisions = JSON.stringify(agenda);
    for (const key of ['"title":', '"why":', '"lastDecision":', '"PAY-1"']) expect(decisions).toContain(key);
  });

  it('the items come as CSV too, the agenda in a form it has not is refused with 2', async () => {
    const csv = await desk.run('report', 'items', '--format', 'csv', '--team', 'platform');
    const refused = await desk.run('agenda', '--format', 'csv');

    expect(csv).toMatchObject({ exitCode: 0, stderr: '' });
    expect(csv.stdout.trim().split(/\r?\n/)).toHaveLength(2);
    expect(csv.stdout).toContain('PLAT-1');
    expect(refused).toMatchObject({
      exitCode: 2,
      stdout: '',
      stderr: expect.stringContaining('The agenda comes as text or json'),
    });
  });

  it('the digest is written as a mail and as a page for each recipient', async () => {
    desk.configure((config) => ({
      ...config,
      digests: [{ to: ['dana@acme.example', 'lee@acme.example'], teams: 'all' }],
    }));

    const { exitCode, stdout, stderr } = await desk.run('digest', '--out', 'out');
    desk.configure();

    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^dana@acme\.example {2}.+\nlee@acme\.example {2}.+\n$/);
    const names = ['dana', 'lee'].flatMap((name) => [
      `2026-W46-${name}@acme.example.eml`,
      `2026-W46-${name}@acme.example.html`,
    ]);
    expect(readdirSync(join(desk.folder, 'out')).toSorted()).toEqual(names);
    for (const name of names) expect(stderr).toContain(name);
    expect(readFileSync(join(desk.folder, 'out', names[0] ?? ''), 'utf8')).toMatch(
      /^To: dana@acme\.example\r?$/m,
    );
    expect(readFileSync(join(desk.folder, 'out', names[1] ?? ''), 'utf8')).toContain(
      'Alert on declined payments',
    );
  });
});
