import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config/load-config.ts';
import { environment, smallest } from './examples.ts';

const read = (...lines: string[]) => readConfig(`${smallest}${lines.join('\n')}\n`, 'ft.yaml', environment);

describe('watched folders', () => {
  it('are read every ten minutes, whole and without a pull, unless the file says otherwise', () => {
    const loaded = read(
      'intake:',
      '  folders:',
      '    - path: ./postmortems',
      '    - { path: /srv/docs, include: "**/*.md", every: "0 * * * *", pull: true, as: docs }',
    );

    expect('config' in loaded ? loaded.config.intake.folders : loaded.problems).toEqual([
      { path: './postmortems', include: null, every: '*/10 * * * *', pull: false, as: null },
      { path: '/srv/docs', include: '**/*.md', every: '0 * * * *', pull: true, as: 'docs' },
    ]);
  });

  it.each([
    ['- { every: "0 * * * *" }', 'intake.folders[0].path is missing'],
    ['- { path: a, every: soon }', 'intake.folders[0].every is not a cron expression'],
    [
      '- { path: a, pul: true }',
      'intake.folders[0].pul is no key that Followthrough knows; did you mean pull?',
    ],
    ['- { path: a, pull: sometimes }', 'intake.folders[0].pull should be'],
    ['[{ path: a }, { path: a }]', 'intake.folders[1].path gives a a second time'],
  ])('%s is told with its place', (folder, words) => {
    const loaded = read('intake:', '  folders:', `    ${folder}`);

    const told = 'problems' in loaded ? loaded.problems.map(({ path, what }) => `${path} ${what}`) : [];
    expect(told.join('\n')).toContain(words);
  });
});
