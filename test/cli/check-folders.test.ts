import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkFolders } from '../../src/cli/check-folders.ts';
import { randomIds } from '../../src/intake/new-item.ts';
import { watchFolders } from '../../src/intake/watch-folders.ts';
import { queueView } from '../../src/http/queue-view.ts';
import { queuePage } from '../../src/pages/queue-page.ts';
import { document, openHouse, type House } from '../support/house.ts';
import { pageText } from '../support/page-text.ts';
import { frame } from '../support/sample-reports.ts';

let house: House;
let folder: string;
beforeAll(async () => {
  house = await openHouse();
  folder = mkdtempSync(join(tmpdir(), 'checked-'));
});
afterAll(async () => {
  await house.close();
  rmSync(folder, { recursive: true });
});

it('check and the page of the queue say how the watched folders stand', async () => {
  const path = join(folder, 'pm');
  const watched = { path, include: null, every: '* * * * *', pull: true, as: 'pm' };
  const absent = { ...watched, path: join(folder, 'absent') };
  const config = { ...house.config, intake: { ...house.config.intake, folders: [watched, absent] } };
  const { db } = house.database;
  mkdirSync(path);
  writeFileSync(
    join(path, 'cards.md'),
    document('checkout', ['| Reject codes | @priya | | | | |']).replace('2026-11-03', 'tomorrow-ish'),
  );

  expect(await checkFolders(config, db)).toMatchObject({
    lines: [`${path}: will be read when the service runs`],
    findings: [{ about: absent.path, what: expect.stringContaining('not there') }],
  });

  await watchFolders({ db, config, clock: () => house.now(), ids: randomIds }, [watched]);

  const { lines, findings } = await checkFolders(config, db);
  expect(lines).toEqual([]);
  expect(findings).toMatchObject([
    { about: path, what: expect.stringMatching(/could not be pulled: fatal: not a git repository/) },
    { about: absent.path },
  ]);
  const context = { config, db, clock: () => house.now() };
  const shown = pageText(queuePage(frame, await queueView(context)));
  expect(shown).toContain('could not be pulled');
  expect(shown).toMatch(/pm\/cards\.md:\d+ .*tomorrow-ish/);
});
