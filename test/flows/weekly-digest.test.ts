import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Config } from '../../src/config/config.ts';
import { weekNamed } from '../../src/lib/calendar.ts';
import { composeDigests } from '../../src/mail/compose-digests.ts';
import { sendDigests } from '../../src/mail/send-digests.ts';
import { launcher, writeConfig } from '../support/command-line.ts';
import { document, openHouse, type House } from '../support/house.ts';
import { startMailServer, type MailServer } from '../support/mail-server.ts';
import { pageText } from '../support/page-text.ts';

let house: House;
let server: MailServer;

const at = (instant: string) => ({ by: 'Priya Nair', at: new Date(instant) });

/** Two promises kept or moved by payments, one missed by platform, and one nobody owns. */
beforeAll(async () => {
  house = await openHouse();
  server = await startMailServer();
  await house.give(
    document('checkout', [
      '| Reject unknown currency codes | @priya | 2026-11-10 | High | | |',
      '| Roll the configuration out in steps | @tom | 2026-11-12 | High | | |',
      '| Improve the alert on declined payments | | 2026-12-01 | Low | | |',
    ]),
  );
  await house.give(
    document(
      'kubernetes',
      ['| Page on-call when the pool is full | Tom Becker | 2026-11-13 | P1 | | |'],
      'INC-232',
    ),
    'docs/nodes.md',
  );
  await house.drain();
  const items = await house.items();
  const issueOf = (text: string) => items.find((item) => item.text.startsWith(text))?.tracker?.issueId ?? '';
  house.linear.store.moveIssue(issueOf('Reject'), 'Done', at('2026-11-10T15:00:00Z'));
  house.linear.store.reDate(issueOf('Roll'), '2026-11-30', at('2026-11-11T09:00:00Z'));
  house.setNow('2026-11-16T07:00:00Z');
  await house.sweep();
});
afterAll(async () => {
  await house.close();
  await server.close();
});
beforeEach(() => {
  house.setNow('2026-11-16T07:00:00Z');
  server.answer('take');
  server.received.length = 0;
});

const configured = (digests: Config['digests'], changes: Partial<Config> = {}): Config => ({
  ...house.config,
  mail: { smtp: server.url, from: 'Followthrough <followthrough@acme.example>' },
  digests,
  ...changes,
});
const send = (config: Config) =>
  sendDigests({ db: house.database.db, config, clock: () => house.now() }, house.now());
const all = (...to: string[]): Config['digests'] => [{ to, teams: 'all' }];

describe('the Monday e-mail', () => {
  it('arrives as HTML and text that say the same, with the numbers of the week', async () => {
    const result = await send(configured(all('cto@acme.example')));

    expect(result).toEqual({ sent: ['cto@acme.example'], before: [], waiting: [], problems: [] });
    const [{ from, to, mail } = { from: '', to: [], mail: undefined }] = server.received;
    expect({ from, to }).toEqual({ from: 'followthrough@acme.example', to: ['cto@acme.example'] });
    expect(mail?.subject).toBe('Acme 2026-W46: 1 of 3 completed, 1 slipping, 1 without an owner');
    for (const part of [pageText(mail?.html ?? ''), (mail?.text ?? '').replaceAll(/\s+/g, ' ')]) {
      expect(part).toMatch(/1 of (the )?3 items due in this week/);
      expect(part).toContain('Roll the configuration out in steps');
      expect(part).toContain('due Mon 30 Nov 2026 · moved 1×, 18 days');
      expect(part).toContain('Improve the alert on declined payments');
      expect(part).toContain('Page on-call when the pool is full');
    }
  });

  it('tells each recipient of their own teams, once, however often they are configured', async () => {
    await send(
      configured([
        { to: ['dana@acme.example', 'lee@acme.example'], teams: ['payments'] },
        { to: ['Dana@Acme.example'], teams: ['payments'] },
        { to: ['lee@acme.example'], teams: ['platform'] },
      ]),
    );

    const subjects = Object.fromEntries(server.received.map(({ to, mail }) => [to.join(), mail.subject]));
    expect(subjects).toEqual({
      'dana@acme.example': 'Acme 2026-W46: 1 of 2 completed, 1 slipping, 1 without an owner',
      'lee@acme.example': 'Acme 2026-W46: 1 of 3 completed, 1 slipping, 1 without an owner',
    });
    expect(server.received).toHaveLength(2);
    expect(server.received[0]?.mail.text).not.toContain('Page on-call when the pool is full');
  });

  it('keeps its subject and its Message-ID when it is made again', async () => {
    const week = weekNamed('2026-W46', house.config.organisation.timeZone);
    if (!week) throw new Error('no such week');
    const make = async (to: string) => {
      const settings = { db: house.database.db, config: configured(all(to)) };
      const [message] = await composeDigests(settings, week, house.now());
      return { subject: message?.subject, messageId: message?.messageId };
    };
    const first = await make('ids@acme.example');
    house.pass(3 * 86_400);

    expect(await make('ids@acme.example')).toEqual(first);
    expect((await make('others@acme.example')).messageId).not.toBe(first.messageId);
    expect(first.messageId).toMatch(/^<digest-2026-W46-[0-9a-f]{24}@followthrough\.acme\.example>$/);
  });

  it('has no header that a name or an address brought along', async () => {
    const name = 'Acme\r\nBcc: all@evil.example\r\n\r\nHello';
    const { organisation } = house.config;

    await send(configured(all('safe@acme.example'), { organisation: { ...organisation, name } }));
    await send(configured(all('broken@acme.example\r\nRCPT TO:<all@evil.example>, more@evil.example')));

    const [{ mail, raw } = { mail: undefined, raw: '' }] = server.received;
    expect(mail?.headers.map(({ key }) => key)).not.toContain('bcc');
    expect(mail?.subject).toContain('Acme Bcc: all@evil.example Hello 2026-W46');
    expect(raw).not.toMatch(/^Bcc:/im);
    expect(server.received.flatMap(({ to }) => to).filter((to) => to.startsWith('all@'))).toEqual([]);
    expect(server.received.flatMap(({ to }) => to).filter((to) => to.startsWith('more@'))).toEqual([]);
  });

  it('is not sent, and says what is missing, when no mail server is configured', async () => {
    const { sent, problems } = await send({ ...house.config, digests: all('nobody@acme.example') });

    expect(sent).toEqual([]);
    expect(problems).toEqual([expect.stringMatching(/No mail server is configured\. Add mail\.smtp/)]);
  });
});

describe('a digest is sent once per week and recipient', () => {
  it('when it is sent again, even to the same address in other letters', async () => {
    await send(configured(all('again@acme.example')));
    house.pass(86_400);

    expect(await send(configured(all('Again@Acme.example')))).toMatchObject({
      sent: [],
      before: ['Again@Acme.example'],
      problems: [],
    });
    expect(server.received).toHaveLength(1);
  });

  it('and the next week it is sent again', async () => {
    await send(configured(all('weekly@acme.example')));
    house.pass(7 * 86_400);

    expect((await send(configured(all('weekly@acme.example')))).sent).toEqual(['weekly@acme.example']);
  });

  it('when three send at the same time', async () => {
    const config = configured(all('one@acme.example', 'two@acme.example'));

    const results = await Promise.all([send(config), send(config), send(config)]);

    expect(new Set(server.received.map(({ to }) => to[0]))).toEqual(
      new Set(['one@acme.example', 'two@acme.example']),
    );
    expect(server.received).toHaveLength(2);
    expect(results.flatMap(({ sent }) => sent)).toHaveLength(2);
    for (const { problems } of results) expect(problems.join()).not.toContain('not known');
  });
});

describe('a mail server that does not take it', () => {
  it('leaves it to be sent again when it refused, and to the others nothing happens', async () => {
    server.answer('refuse');
    const refused = await send(configured(all('full@acme.example')));
    server.answer('take');

    const again = await send(configured(all('full@acme.example', 'other@acme.example')));

    expect(refused).toMatchObject({ sent: [], waiting: ['full@acme.example'] });
    expect(refused.problems).toEqual([
      expect.stringMatching(/digest of 2026-W46 to full@acme\.example was not sent \(.*Mailbox is full.*\)/),
    ]);
    expect(again).toMatchObject({ sent: ['full@acme.example', 'other@acme.example'], problems: [] });
  });

  it('leaves it to be sent again when it is not there at all', async () => {
    const gone = await startMailServer();
    await gone.close();
    const mail = { smtp: gone.url, from: 'ops@acme.example' };

    const result = await send(configured(all('gone@acme.example'), { mail }));

    expect(result.waiting).toEqual(['gone@acme.example']);
    expect((await send(configured(all('gone@acme.example')))).sent).toEqual(['gone@acme.example']);
  });

  it('makes it unclear, and not sent again, when it was given everything and hung up', async () => {
    server.answer('hang-up');
    const first = await send(configured(all('lost@acme.example')));
    server.answer('take');

    const again = await send(configured(all('lost@acme.example')));

    for (const { sent, waiting, problems } of [first, again]) {
      expect({ sent, waiting }).toEqual({ sent: [], waiting: [] });
      expect(problems).toEqual([
        expect.stringMatching(/reached lost@acme\.example is not known.*did not answer/),
      ]);
    }
    expect(server.received).toHaveLength(1);
  });
});

it('a process killed while it sent leaves a digest that is reported as not known, and is not sent again', async () => {
  server.answer('silence');
  const config = configured(all('killed@acme.example', 'next@acme.example'));
  const file = join(mkdtempSync(join(tmpdir(), 'followthrough-')), 'followthrough.yaml');
  writeFileSync(file, writeConfig(config));
  const words = ['digest', '--send', '--config', file, '--now', house.now().toISOString()];
  const child = spawn(process.execPath, [launcher, ...words], { stdio: 'ignore' });
  await expect.poll(() => server.received.length, { timeout: 18_000 }).toBe(1);
  server.answer('take');

  const meanwhile = await send(config);
  child.kill('SIGKILL');
  await once(child, 'exit');
  house.pass(3600);
  const after = await send(config);

  expect(meanwhile).toMatchObject({ sent: ['next@acme.example'], waiting: ['killed@acme.example'] });
  expect(meanwhile.problems).toEqual([expect.stringContaining('is being sent by another process')]);
  expect(after).toMatchObject({ sent: [], before: ['next@acme.example'], waiting: [] });
  expect(after.problems).toEqual([
    expect.stringMatching(/reached killed@acme\.example is not known: a process ended.*--out FOLDER/),
  ]);
  expect(server.received.map(({ to }) => to[0])).toEqual(['killed@acme.example', 'next@acme.example']);
});
