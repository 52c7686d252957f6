import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { runCommand } from '../support/command-line.ts';
import { openDesk, type Desk } from '../support/desk.ts';
import { document } from '../support/house.ts';

const patient = 90_000;

const checkout = `---
title: Checkout refused cards
incident: INC-231
severity: SEV1
services: [checkout]
startedAt: 2026-11-02T09:12:00Z
endedAt: 2026-11-02T10:01:00Z
published: 2026-11-03
causes: [config-push]
---

## Summary

Cards were refused for 49 minutes.

## Action items

| Action item | Owner | Due | Priority | Category | Level | Test | Ticket | Done |
|---|---|---|---|---|---|---|---|---|
| Reject unknown currency codes in the gateway config | Priya Nair | 2026-11-20 | High | prevent | L4 | a deploy with code XYZ is refused in staging | OLD-812 | |
| Look into alerts | | | | | | | | |
`;

/** Every key that scripts rely on, and no other. */
const understood = {
  source: 'docs/checkout.md',
  title: 'Checkout refused cards',
  incident: {
    id: 'INC-231',
    severity: 'SEV1',
    startedAt: '2026-11-02T09:12:00Z',
    endedAt: '2026-11-02T10:01:00Z',
    services: ['checkout'],
    repeats: null,
    causes: ['config-push'],
    customerVisible: null,
  },
  publishedAt: '2026-11-03',
  authors: [],
  summary: 'Cards were refused for 49 minutes.',
  actionItems: [
    {
      line: 20,
      text: 'Reject unknown currency codes in the gateway config',
      owner: 'Priya Nair',
      due: '2026-11-20',
      done: false,
      priority: 'high',
      category: 'prevent',
      level: 'L4',
      test: 'a deploy with code XYZ is refused in staging',
      links: ['OLD-812'],
      section: 'Action items',
      problems: [],
    },
    {
      line: 21,
      text: 'Look into alerts',
      owner: null,
      due: null,
      done: false,
      priority: null,
      category: null,
      level: null,
      test: null,
      links: [],
      section: 'Action items',
      problems: ['vague', 'no-owner', 'no-due-date'].map((rule) => ({
        rule,
        message: expect.any(String),
        suggestion: expect.any(String),
      })),
    },
  ],
  problems: [],
};

function rules(stdout: string): string[] {
  const [first] = z
    .array(
      z.object({ actionItems: z.array(z.object({ problems: z.array(z.object({ rule: z.string() })) })) }),
    )
    .parse(JSON.parse(stdout));
  return first?.actionItems[0]?.problems.map(({ rule }) => rule) ?? [];
}

describe('import', { timeout: patient }, () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
    desk.put('docs/checkout.md', checkout);
    desk.put(
      'docs/2026/nodes.md',
      document('kubernetes', ['| Page on-call when the pool is full | @tom | | P1 | | |'], 'INC-232'),
    );
    desk.put('docs/notes.md', '# Weekly notes\n\nThe weather was fine.\n');
    desk.put('docs/logo.svg', '<svg/>');
    desk.put('docs/.drafts/draft.md', checkout);
  }, patient);
  afterAll(() => desk.close());

  it('shows with --dry-run --json what it understands, and needs neither configuration nor database for that', async () => {
    desk.put('bare/docs/checkout.md', checkout);
    const { exitCode, stdout, stderr } = await runCommand(
      ['import', 'docs/checkout.md', '--dry-run', '--json'],
      { cwd: join(desk.folder, 'bare'), env: { FOLLOWTHROUGH_CONFIG: '' } },
    );

    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual([understood]);
    expect(await desk.standing()).toMatchObject({ postmortems: 0, items: 0, writes: {} });
  });

  it('reads standard input as a document called -', async () => {
    const { stdout } = await desk.spawnWith(checkout, 'import', '-', '--dry-run', '--json');

    expect(JSON.parse(stdout)).toEqual([{ ...understood, source: '-' }]);
  });

  it('takes the documents of a folder and what lies below, and says with the line what is none', async () => {
    const { exitCode, stdout, stderr } = await desk.run('import', 'docs');

    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^docs\/notes\.md:\d+: .+\n$/);
    expect(stdout.match(/^\S+/gm)).toEqual(['docs/2026/nodes.md', 'docs/checkout.md', 'docs/notes.md']);
    expect(stdout).toContain('   20  Reject unknown currency codes in the gateway config');
    expect(stdout).toContain('recorded 2 action items, queued 2 writes');
    expect(await desk.standing()).toEqual({
      postmortems: 2,
      items: 3,
      linked: 0,
      writes: { 'create queued': 3 },
      linear: 0,
      jira: 0,
    });
  });

  it('changes nothing when it is given the same again, twice at once even', async () => {
    const before = { standing: await desk.standing(), facts: await desk.house.facts() };
    desk.house.pass(60);

    const again = await Promise.all([
      desk.spawn('import', 'docs/checkout.md', 'docs/2026'),
      desk.spawn('import', 'docs/2026', 'docs/checkout.md'),
    ]);

    expect(again).toMatchObject([
      { exitCode: 0, stderr: '' },
      { exitCode: 0, stderr: '' },
    ]);
    for (const { stdout } of again) expect(stdout.match(/unchanged since/g)).toHaveLength(2);
    expect({ standing: await desk.standing(), facts: await desk.house.facts() }).toEqual(before);
  });

  it('records every document of a folder once when two processes take it at once', async () => {
    const before = await desk.standing();
    for (let at = 0; at < 60; at++) {
      const rows = [`| Reject unknown code ${at} | @priya | 2026-11-20 | | | |`];
      desk.put(`log/${at}.md`, document('checkout', rows, `INC-${400 + at}`));
    }

    const both = await Promise.all([desk.spawn('import', 'log'), desk.spawn('import', 'log')]);

    expect(both).toMatchObject([
      { exitCode: 0, stderr: '' },
      { exitCode: 0, stderr: '' },
    ]);
    const told = both.map(({ stdout }) => stdout).join('');
    expect(told.match(/recorded 1 action item, queued 1 write/g)).toHaveLength(60);
    expect(told.match(/unchanged since/g)).toHaveLength(60);
    expect(await desk.standing()).toMatchObject({
      postmortems: before.postmortems + 60,
      items: before.items + 60,
      writes: { 'create queued': (before.writes['create queued'] ?? 0) + 60 },
    });
  });

  it('says of a path that leads nowhere that it does, and still takes the rest', async () => {
    desk.put('docs/more.md', checkout.replace('INC-231', 'INC-240'));

    const { exitCode, stderr } = await desk.run('import', 'docs/more.md', 'nowhere', 'docs/logo.svg');

    expect(exitCode).toBe(1);
    expect(stderr).toContain('nowhere: there is no such file or folder.');
    expect(await desk.standing()).toMatchObject({ postmortems: 63, items: 65 });
  });

  it('points out what is still open from another postmortem, when trying and when recording', async () => {
    const again = checkout.replace('INC-231', 'INC-260').replace('| OLD-812 |', '| |');
    desk.put('docs/again.md', again);

    const tried = await desk.run('import', '--dry-run', '--json', 'docs/again.md');
    const same = await desk.run('import', '--dry-run', '--json', 'docs/checkout.md');
    const recorded = await desk.run('import', '--json', 'docs/again.md');

    expect(rules(tried.stdout)).toEqual(['already-open']);
    expect(rules(same.stdout)).toEqual(['already-open']);
    expect(rules(recorded.stdout)).toEqual(['already-open']);
  });

  it('records nothing of a template until something is written into it, and says what is missing', async () => {
    const { stdout: text } = await runCommand(['template', '--incident', 'INC-300', '--severity', 'SEV1']);
    desk.put('docs/new.md', text);
    const before = await desk.standing();

    const empty = await desk.run('import', 'docs/new.md');

    expect(empty.exitCode).toBe(1);
    expect(empty.stderr).toMatch(/^docs\/new\.md:\d+: Not filled in yet: Summary \(line \d+\), Impact/m);
    expect(await desk.standing()).toEqual(before);

    const row = '| Pin the base image of the gateway | @priya | 2026-12-01 | | | | |';
    desk.put(
      'docs/new.md',
      text.replace('|---|---|---|---|---|---|---|', `|---|---|---|---|---|---|---|\n${row}`),
    );
    await desk.run('import', 'docs/new.md');

    expect(await desk.standing()).toMatchObject({
      postmortems: before.postmortems + 1,
      items: before.items + 1,
    });
  });
});
