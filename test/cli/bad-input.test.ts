import { createServer } from 'node:http';
import { once } from 'node:events';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Config } from '../../src/config/config.ts';
import type { CommandResult } from '../support/command-line.ts';
import { openDesk, type Desk } from '../support/desk.ts';
import { document } from '../support/house.ts';

const patient = 90_000;
const codes = '| Reject unknown currency codes | @priya | 2026-11-10 | High | | |';
const runbook = '| Write a runbook for failed settlements | @tom | 2026-11-20 | | | |';
const empty = { postmortems: 0, items: 0, linked: 0, writes: {}, linear: 0, jira: 0 };

describe('files that are no postmortems', { timeout: patient }, () => {
  let desk: Desk;
  let first: CommandResult;
  const good = document('checkout', [codes]);
  const names = ['empty', 'binary', 'large', 'latin'];

  beforeAll(async () => {
    desk = await openDesk();
    desk.put('docs/good.md', good);
    desk.put('docs/empty.md', '');
    desk.put('docs/binary.md', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0a, 0x0a, 0, 1, 2]));
    desk.put('docs/large.md', 'a log line that nobody reads\n'.repeat((5 << 20) / 29));
    desk.put('docs/latin.md', Buffer.from('# Störung\n\n- Ruecknahme prüfen\n', 'latin1'));
    first = await desk.run('import', 'docs');
  }, patient);
  afterAll(() => desk.close());

  it.each([
    ['an empty file', 'docs/empty.md:1: docs/empty.md is empty. Check that the file was written'],
    [
      'a binary file',
      'docs/binary.md:3: docs/binary.md is not a text file. Export the postmortem as Markdown',
    ],
    ['a file of 5 MB', 'docs/large.md:1: docs/large.md is 5 MB; a postmortem may be at most 1 MB. Take logs'],
    [
      'a file in Latin-1',
      'docs/latin.md:1: docs/latin.md is not UTF-8: the first wrong byte is at line 1, column 5',
    ],
  ])('%s is named with its line and what to do', (_what, message) => {
    expect(first.exitCode).toBe(1);
    expect(first.stderr).toContain(message);
  });

  it('leave no trace, and keep nothing from the good one beside them', async () => {
    expect(first.stderr.trim().split('\n')).toHaveLength(4);
    expect(await desk.standing()).toEqual({
      ...empty,
      postmortems: 1,
      items: 1,
      writes: { 'create queued': 1 },
    });
  });

  it('come in by the same command once they are mended, each item once', async () => {
    for (const [at, name] of names.entries())
      desk.put(`docs/${name}.md`, document('checkout', [codes], `INC-30${at}`));

    const second = await desk.run('import', 'docs');
    const third = await desk.run('import', 'docs');
    await desk.house.drain();
    await desk.house.drain();

    expect([second, third]).toMatchObject([
      { exitCode: 0, stderr: '' },
      { exitCode: 0, stderr: '' },
    ]);
    expect(await desk.standing()).toEqual({ ...empty, postmortems: 5, items: 5, linked: 5, linear: 5 });
  });
});

describe('bad input', { timeout: patient }, () => {
  let desk: Desk;
  beforeEach(async () => {
    desk = await openDesk();
  });
  afterEach(() => desk.close());

  it('two documents with one incident, in one run: the second is left out and named', async () => {
    desk.put('docs/a.md', document('checkout', [codes]));
    desk.put(
      'docs/b.md',
      document('checkout', [runbook]).replace('title: Checkout', 'title: Again, checkout'),
    );

    const { exitCode, stderr } = await desk.run('import', 'docs');

    expect(exitCode).toBe(1);
    expect(stderr).toContain(
      'docs/b.md:1: Incident INC-231 is the subject of "Checkout refused cards" in docs/a.md too.',
    );
    expect(stderr).toContain('Give one of the two an incident id of its own');
    expect(await desk.standing()).toMatchObject({ postmortems: 1, items: 1 });

    desk.put('docs/b.md', document('checkout', [runbook], 'INC-232'));
    const mended = await desk.run('import', 'docs');
    await desk.house.drain();

    expect(mended.exitCode).toBe(0);
    expect(await desk.standing()).toEqual({ ...empty, postmortems: 2, items: 2, linked: 2, linear: 2 });
  });

  it('two documents with one incident, in two runs: the first stays as it was', async () => {
    await desk.house.give(document('checkout', [codes]), 'docs/a.md');
    desk.put(
      'docs/b.md',
      document('checkout', [runbook]).replace('title: Checkout', 'title: Again, checkout'),
    );
    const before = await desk.house.facts();

    const { exitCode, stderr } = await desk.run('import', 'docs/b.md');

    expect(exitCode).toBe(1);
    expect(stderr).toMatch(
      /^docs\/b\.md:1: Incident INC-231 already has a postmortem: .* recorded from docs\/a\.md/,
    );
    expect(await desk.house.facts()).toEqual(before);

    desk.put('docs/b.md', document('checkout', [runbook], 'INC-232'));
    expect((await desk.run('import', 'docs/b.md')).exitCode).toBe(0);
    await desk.house.drain();
    expect(await desk.standing()).toEqual({ ...empty, postmortems: 2, items: 2, linked: 2, linear: 2 });
  });

  it('a team nobody named: nothing is recorded, and the teams there are, are listed', async () => {
    desk.put('docs/a.md', document('checkout', [codes]));

    const { exitCode, stderr } = await desk.run('import', 'docs/a.md', '--team', 'paymets');

    expect(exitCode).toBe(1);
    expect(stderr).toBe('There is no team "paymets". The configuration has: payments, platform.\n');
    expect(await desk.standing()).toEqual(empty);

    expect((await desk.run('import', 'docs/a.md', '--team', 'platform')).exitCode).toBe(0);
    await desk.house.drain();
    expect(await desk.standing()).toEqual({ ...empty, postmortems: 1, items: 1, linked: 1, jira: 1 });
  });

  it('an owner nobody knows: the line is named, the issue goes out unassigned and gets its owner once known', async () => {
    desk.put('docs/a.md', document('checkout', [codes.replace('@priya', 'Pria Nair')]));

    const { exitCode, stderr } = await desk.run('import', 'docs/a.md');
    await desk.house.drain();

    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^docs\/a\.md:15: Nobody known is called "Pria Nair".*\n$/);
    expect(stderr).toContain('add the name as an alias under `people`');
    const [issue] = desk.house.linear.store.data.issues.values();
    expect(issue).toMatchObject({ assigneeId: null });

    desk.house.pass(60);
    desk.put('docs/a.md', document('checkout', [codes]));
    expect((await desk.run('import', 'docs/a.md')).exitCode).toBe(0);
    await desk.house.drain();
    expect(desk.house.linear.store.data.users.get(issue?.assigneeId ?? '')?.name).toBe('Priya Nair');
    expect(await desk.standing()).toEqual({ ...empty, postmortems: 1, items: 1, linked: 1, linear: 1 });
  });

  it('a dry run shows what it understood without the open items of a database it cannot ask, and says why in its words', async () => {
    desk.put('docs/a.md', document('checkout', [codes]));
    const { db } = desk.house.database;
    await db.execute(sql`alter table action_item rename to put_away`);

    const { exitCode, stdout, stderr } = await desk.run('import', '--dry-run', 'docs/a.md');
    await db.execute(sql`alter table put_away rename to action_item`);

    expect(exitCode).toBe(0);
    expect(stdout).toContain('1 action item understood');
    expect(stderr).toBe(
      'Whether items are already open elsewhere was not looked at: relation "action_item" does not exist\n',
    );
  });

  it('an owner nobody knows of several items is told once for a document, with every line', async () => {
    const strange = rows('cards').map((row, at) => row.replace('@priya', at === 1 ? 'Tim Orr' : 'Pria Nair'));
    desk.put('docs/a.md', document('checkout', strange));

    const { exitCode, stderr } = await desk.run('import', 'docs/a.md');

    expect(exitCode).toBe(1);
    expect(stderr.trim().split('\n')).toEqual([
      expect.stringMatching(/^docs\/a\.md:15: Nobody known is called "Pria Nair".* The same on line 17\.$/),
      expect.stringMatching(/^docs\/a\.md:16: Nobody known is called "Tim Orr".* configuration\.$/),
    ]);
  });
});

const rows = (word: string) =>
  [1, 2, 3].map((at) => `| Alert on ${word} number ${at} | @priya | 2026-11-10 | High | | |`);

/** Something that keeps every write from both trackers, and how it is mended. */
interface Cause {
  readonly why: string;
  breakIt(desk: Desk): void | Promise<void>;
  readonly told: readonly RegExp[];
  readonly left: Readonly<Record<string, number>>;
  /** A refusal of single writes is only tried again when asked to. */
  readonly again: readonly string[];
  mend(desk: Desk): void;
}

const every = (config: Config, change: (kind: string) => Partial<Config['trackers'][number]>): Config => ({
  ...config,
  trackers: config.trackers.map((tracker) => ({ ...tracker, ...change(tracker.kind) })),
});
const both = (config: Config, change: Partial<Config['teams'][number]>): Config => ({
  ...config,
  teams: config.teams.map((team) => ({ ...team, ...change })),
});
const reconfigure = (desk: Desk): void => desk.configure();

const causes: readonly Cause[] = [
  {
    why: 'nobody answers at their addresses',
    async breakIt(desk) {
      const port = await closedPort();
      desk.configure((config) =>
        every(config, (kind) => ({
          url: kind === 'linear' ? 'http://linear.invalid/graphql' : `http://127.0.0.1:${port}`,
        })),
      );
    },
    told: [
      /^Linear \(linear-main\) at linear\.invalid cannot be reached: .*check apiUrl.* 3 writes wait\.$/,
      /^jira-main at 127\.0\.0\.1:\d+ cannot be reached: nothing listens there.*Check its address.* 3 writes wait\.$/,
    ],
    left: { 'create queued': 6 },
    again: ['sync'],
    mend: reconfigure,
  },
  {
    why: 'they do not know our keys',
    breakIt: (desk) =>
      desk.configure((config) =>
        every(config, (kind) => ({
          credential:
            kind === 'linear'
              ? { type: 'api-key', key: 'expired' }
              : { type: 'basic', email: 'bot@acme.example', token: 'expired' },
        })),
      ),
    told: [
      /^Linear \(linear-main\) does not accept the credential\. Make a new API key.* 3 writes wait\.$/,
      /^jira-main does not accept the credential\. Check e-mail and API token.* 3 writes wait\.$/,
    ],
    left: { 'create queued': 6 },
    again: ['sync'],
    mend: reconfigure,
  },
  {
    why: 'they have no such project',
    breakIt: (desk) => desk.configure((config) => both(config, { project: 'NONE' })),
    told: [
      /^docs\/codes\.md:15, docs\/codes\.md:16, docs\/codes\.md:17: Linear \(linear-main\) has no team NONE.*Set the team’s key/,
      /^docs\/nodes\.md:15, docs\/nodes\.md:16, docs\/nodes\.md:17: jira-main refused.*project NONE, Task.*followthrough check/,
      /followthrough sync --retry$/,
    ],
    left: { 'create refused': 6 },
    again: ['sync', '--retry'],
    mend: reconfigure,
  },
  {
    why: 'their issues cannot carry the label',
    breakIt({ house }) {
      const { labels } = house.linear.store.data;
      for (const label of labels.values())
        if (label.name === 'postmortem') labels.set(label.id, { ...label, isGroup: true });
      Object.assign(house.jira.store.site.projects[0] ?? {}, { offScreen: ['labels'] });
    },
    told: [
      /^docs\/codes\.md:15, .*: The label “postmortem” is a group of labels in Linear; .*Name one of the labels in the group/,
      /^docs\/nodes\.md:15, .*: jira-main refused.*labels: .*screen.*project PLAT, Task.*followthrough check/,
      /followthrough sync --retry$/,
    ],
    left: { 'create refused': 6 },
    again: ['sync', '--retry'],
    mend({ house }) {
      const { labels } = house.linear.store.data;
      for (const label of labels.values()) labels.set(label.id, { ...label, isGroup: false });
      Object.assign(house.jira.store.site.projects[0] ?? {}, { offScreen: [] });
    },
  },
];

describe('trackers that take nothing', { timeout: patient }, () => {
  let desk: Desk;
  beforeEach(async () => {
    desk = await openDesk();
    await desk.house.give(document('checkout', rows('codes')), 'docs/codes.md');
    await desk.house.give(document('kubernetes', rows('nodes'), 'INC-232'), 'docs/nodes.md');
  });
  afterEach(() => desk.close());

  it.each(causes)(
    'because $why: told once, every write kept, and each item gets one issue once that is mended',
    async ({ told, left, again, ...cause }) => {
      await cause.breakIt(desk);

      const { exitCode, stderr, stdout } = await desk.run('sync');

      expect(exitCode).toBe(1);
      const lines = stderr.trim().split('\n');
      expect(lines).toEqual(told.map((line) => expect.stringMatching(line)));
      expect(stdout).toContain('0 created');
      expect(await desk.standing()).toEqual({ ...empty, postmortems: 2, items: 6, writes: left });

      cause.mend(desk);
      const mended = await desk.run(...again);
      await desk.house.drain();

      expect(mended).toMatchObject({ exitCode: 0, stderr: '' });
      expect(await desk.standing()).toEqual({
        ...empty,
        postmortems: 2,
        items: 6,
        linked: 6,
        linear: 3,
        jira: 3,
      });
    },
  );

  it('leave a label of another team’s alone and make one of their own', async () => {
    const { labels, teams } = desk.house.linear.store.data;
    const stranger = {
      id: 'other-team',
      key: 'OPS',
      name: 'Operations',
      nextNumber: 1,
      triage: false,
      archivedAt: null,
    };
    teams.set(stranger.id, stranger);
    for (const label of labels.values())
      if (label.name === 'postmortem') labels.set(label.id, { ...label, teamId: stranger.id });

    const drained = await desk.house.drain();

    expect(drained).toMatchObject({ created: 6, problems: [] });
    expect(desk.house.linear.requests('issueLabelCreate')).toBe(1);
    expect(await desk.standing()).toMatchObject({ linked: 6, linear: 3, writes: {} });
  });
});

async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 1;
}
