import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyFolder } from '../../support/database.ts';
import { startDatabaseProcess } from '../../support/database-process.ts';
import { openDesk, type Desk } from '../../support/desk.ts';
import { document } from '../../support/house.ts';

const patient = 180_000;

const commands = [
  ['import', 'docs'],
  ['sync', '--json'],
  ['report', 'items', '--json'],
] as const;

/** Without what differs from one database to the next: ids, and the numbers of issues. */
const plain = (text: string): string =>
  text
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ID')
    .replaceAll(/(PAY|PLAT)-\d+|"1\d{4}"/g, 'ISSUE');

/** All other tests of commands run with the test's own process as the holder; this one holds that against a free database. */
describe('the embedded database', { timeout: patient }, () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
    desk.put(
      'docs/codes.md',
      document('checkout', ['| Reject unknown currency codes | @priya | 2026-11-10 | High | | |']),
    );
    desk.put(
      'docs/nodes.md',
      document('kubernetes', ['| Page on-call when the pool is full | @tom | | P1 | | |'], 'INC-232'),
    );
  }, patient);
  afterAll(() => desk.close());

  /** Everything the commands say and end with, on a new database in the folder. */
  async function sayings({ directory }: { readonly directory: string }): Promise<unknown[]> {
    desk.configure((config) => ({
      ...config,
      database: { url: null, directory },
    }));
    const said: unknown[] = [];
    for (const command of commands) {
      const { exitCode, stdout, stderr } = await desk.run(...command);
      said.push({ command: command.join(' '), exitCode, stdout: plain(stdout), stderr });
    }
    return said;
  }

  it('gives commands the same results while another process holds it as when none does', async () => {
    const free = copyFolder();
    const held = copyFolder();
    const holder = await startDatabaseProcess(held.directory);
    try {
      const alone = await sayings(free);

      expect(await sayings(held)).toEqual(alone);

      expect(alone).toMatchObject(
        commands.map((command) => ({ command: command.join(' '), exitCode: 0, stderr: '' })),
      );
      expect(
        await holder.run('select count(*)::int as linked from action_item where issue_id is not null'),
      ).toEqual([{ linked: 2 }]);
    } finally {
      await holder.close();
    }
  });
});
