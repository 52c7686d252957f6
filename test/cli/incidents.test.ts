import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runHere } from '../support/command-in-process.ts';
import { openHouse, type House } from '../support/house.ts';

let house: House;
let folder: string;
beforeAll(async () => {
  house = await openHouse('2026-11-16T09:00:00Z');
  folder = mkdtempSync(join(tmpdir(), 'incidents-'));
});
afterAll(async () => {
  await house.close();
  rmSync(folder, { recursive: true });
});

const run = (...args: string[]) => runHere(house, ...args);

function put(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const added = ['incident', 'add', '--id', 'INC-7', '--title', 'Checkout refused cards', '--severity', 'sev1'];

describe('incident add', () => {
  it('records an incident without a postmortem, once', async () => {
    const more = [
      '--service',
      'checkout',
      '--started',
      '2026-11-02 09:12',
      '--ended',
      '2026-11-02T10:01:00Z',
    ];
    const again = () => run(...added, ...more, '--cause', 'config-push', '--customer-visible');
    expect(await again()).toEqual({ exitCode: 0, stdout: 'INC-7 recorded\n', stderr: '' });
    expect(await again()).toEqual({ exitCode: 0, stdout: 'INC-7 unchanged\n', stderr: '' });
    const { stdout } = await run('report', 'incidents', '--json');
    expect(JSON.parse(stdout)).toMatchObject([
      {
        id: 'INC-7',
        severity: 'SEV1',
        startedAt: '2026-11-02T08:12:00.000Z',
        customerVisible: true,
        postmortemPublishedAt: null,
      },
    ]);
  });

  it('says which option is wrong', async () => {
    const wrong = await run(...added, '--started', '2026-10-25 02:30', '--ended', '2027-01-01');
    expect(wrong).toMatchObject({ exitCode: 1, stdout: '' });
    expect(wrong.stderr).toContain(
      '--started: "2026-10-25 02:30" is a time that there was twice in Europe/Berlin',
    );
    expect(wrong.stderr).toContain('--ended: "2027-01-01" lies in the future');
  });
});

describe('incident import', () => {
  const good =
    'id,title,services,started,ended\nINC-8,Search down,index,2026-11-05,\nINC-9,Cards refused,checkout,2026-11-12,';

  it('records a file, and again changes nothing', async () => {
    const file = put('incidents.csv', good);
    expect((await run('incident', 'import', file)).stdout).toBe('2 recorded, 0 updated, 0 unchanged\n');
    expect((await run('incident', 'import', file)).stdout).toBe('0 recorded, 0 updated, 2 unchanged\n');
  });

  it('tells of every bad row with file, line and column, and records nothing', async () => {
    const file = put(
      'bad.csv',
      `${good}\nINC-10,Fine,,2026-11-12,\nINC-11,Odd,,soon,\n,Nameless,,,\nINC-8,Twice,,,`,
    );
    const { exitCode, stdout, stderr } = await run('incident', 'import', file);
    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr).toContain('bad.csv:5: started: "soon" is no day and no instant.');
    expect(stderr).toContain('bad.csv:6: id: It is missing.');
    expect(stderr).toContain('bad.csv:7: id: INC-8 stands in line 2 already.');
    expect(stderr).toContain('Nothing was recorded.');
    expect((await run('report', 'incidents', '--q', 'INC-10')).stdout).toBe('No incidents.\n');
  });

  it('tells where an end comes before the start that is recorded already', async () => {
    const file = put('ends.csv', 'id,ended\nINC-9,2026-11-11');
    const { exitCode, stderr } = await run('incident', 'import', file);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('ends.csv:2: ended: It ends (2026-11-10T23:00:00.000Z) before it starts');
  });

  it.each([
    ['nothing.csv', null, 'nothing.csv: ENOENT'],
    ['empty.csv', '', 'empty.csv:1: The file is empty.'],
    ['latin.csv', new Uint8Array([0x69, 0x64, 0x0a, 0xe9]), 'latin.csv: The file is not UTF-8.'],
  ])('says what is wrong with %s', async (name, content, message) => {
    const file = content === null ? join(folder, name) : put(name, content);
    const { exitCode, stderr } = await run('incident', 'import', file);
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining(message)]);
  });
});

describe('repeat', () => {
  it('confirms a pair, which then counts, and replaces it with a note of both', async () => {
    const confirmed = await run('repeat', 'confirm', 'INC-9', 'INC-7', '--by', 'Dana');
    expect(confirmed).toEqual({
      exitCode: 0,
      stdout: 'INC-9 repeats INC-7: confirmed by Dana\n',
      stderr: '',
    });
    const { stdout } = await run('report', 'incidents', '--of', 'repeats', '--format', 'csv');
    expect(stdout).toContain('INC-9,Cards refused');
    expect(stdout).toContain(',INC-7,confirmed,');
    const rejected = await run('repeat', 'reject', 'INC-9', 'INC-7', '--by', 'Tom');
    expect(rejected.stdout).toBe('INC-9 repeats INC-7: rejected by Tom\n');
    expect(rejected.stderr).toContain(
      'INC-9 repeats INC-7: rejected by Tom. Before: confirmed by Dana at 2026-11-16',
    );
  });

  it('refuses what cannot be', async () => {
    const { exitCode, stderr } = await run('repeat', 'confirm', 'INC-7', 'INC-9');
    expect([exitCode, stderr]).toEqual([
      1,
      expect.stringContaining('INC-7 cannot repeat what did not start before it'),
    ]);
  });
});

describe('report', () => {
  it.each(['repeats', 'programme'])('%s comes as one HTML file and as CSV', async (name) => {
    const page = (await run('report', name, '--format', 'html')).stdout;
    expect(page).toContain('<style>');
    expect(page).not.toMatch(/<link|(?:href|action)="\/(?!\/)/);
    expect(page).toContain('href="https://followthrough.acme.example/repeats');
    expect((await run('report', name, '--format', 'csv')).stdout).toMatch(/^incident,title,/);
  });

  it.each([
    [['incidents', '--of', 'many'], 2, 'There is no list of "many". There are: incidents, repeats'],
    [['repeats', '--week', '2027-W01'], 1, 'Week 2027-W01 has not begun.'],
    [['programme', '--team', 'nobody'], 1, 'There is no team "nobody".'],
  ])('%j is refused', async (args, exitCode, message) => {
    const refused = await run('report', ...args);
    expect([refused.exitCode, refused.stderr]).toEqual([exitCode, expect.stringContaining(message)]);
  });
});
