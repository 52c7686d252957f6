import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProgram } from '../../src/cli/program.ts';
import { openDesk, type Desk } from '../support/desk.ts';

const patient = 60_000;
const opened = () => Promise.reject(new Error('Something was opened.'));

describe('a command that cannot be understood', { timeout: patient }, () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
    desk.put(
      'broken.yaml',
      [
        'organisation: { name: Acme, timeZone: Europe/Bärlin, url: https://followthrough.acme.example }',
        'trackers:',
        '  - { id: linear-main, kind: linear, apiKey: "${NO_SUCH_KEY}" }',
        'teams:',
        '  - { id: payments, name: Payments, managers: [], services: [], tracker: linear, project: PAY }',
        'defaultTeam: payments',
        'polcy: {}',
      ].join('\n'),
    );
  });
  afterAll(() => desk.close());

  it.each([
    ['an unknown command', ['syncc'], ['unknown command', 'syncc', '--help']],
    ['an unknown option', ['plan', '--jsno'], ['unknown option', '--jsno']],
    ['an argument left out', ['import'], ["missing required argument 'path'"]],
    ['an unknown format', ['agenda', '--format', 'pdf'], ['Allowed choices are text']],
  ])('is told of before anything is opened: %s', async (_what, args, told) => {
    const notes: string[] = [];
    const results: string[] = [];
    const exitCode = await runProgram(args, {
      output: {
        result: (text) => void results.push(text),
        note: (text) => void notes.push(text),
        isTerminal: false,
      },
      withContext: opened,
      whileOpening: opened,
      checkMail: opened,
      yardstick: opened,
      serve: opened,
      demo: opened,
    });

    expect({ exitCode, results }).toEqual({ exitCode: 2, results: [] });
    for (const words of told) expect(notes.join('\n')).toContain(words);
  });

  it.each([
    [
      'an unknown report',
      ['report', 'complete'],
      'There is no report "complete". There are: completion, repeats',
    ],
    [
      'a week that is none',
      ['agenda', '--week', '2026-46'],
      'There is no week "2026-46". A week is written like 2026-W46.',
    ],
    [
      'a --now that is no instant',
      ['plan', '--now', 'yesterday'],
      '--now yesterday is not an instant. Write it like 2026-',
    ],
  ])('ends the process with 2: %s', async (_what, args, told) => {
    const { exitCode, stdout, stderr } = await desk.run(...args);

    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(told);
  });

  it('a broken configuration is told of whole, each problem with its line and what to do', async () => {
    const { exitCode, stdout, stderr } = await desk.run('sync', '--config', 'broken.yaml');

    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr.trim().split('\n')).toEqual(
      [
        /^broken\.yaml:1: organisation\.timeZone is not a time zone\. Give/,
        /^broken\.yaml:3: trackers\[0\]\.apiKey needs the environment variable NO_SUCH_KEY, which is not set\. Set/,
        /^broken\.yaml:5: teams\[0\]\.tracker .*linear-main/,
        /^broken\.yaml:7: polcy is no key that Followthrough knows; did you mean policy/,
      ].map((line) => expect.stringMatching(line)),
    );
  });
});
