import supertest from 'supertest';
import { UsageError, type CommandContext } from '../../src/cli/command-context.ts';
import { runAgenda } from '../../src/cli/agenda.ts';
import { reportFormats, reportNames } from '../../src/cli/formats.ts';
import { runReport } from '../../src/cli/report.ts';
import type { Config } from '../../src/config/config.ts';
import type { Database } from '../../src/db/database.ts';
import { createWeb } from '../../src/http/web.ts';
import { weekNamed } from '../../src/lib/calendar.ts';
import { createLog } from '../../src/lib/log.ts';
import { composeDigests } from '../../src/mail/compose-digests.ts';
import { webhookReaders } from '../../src/webhook-readers.ts';

const pages = [
  '/',
  '/?state=done',
  '/?flag=slipping',
  '/agenda',
  '/completion',
  '/slips',
  '/repeats',
  '/programme',
  '/queue',
];
const reports = ['completion', 'slips', 'repeats', 'programme'];

/** Everything the product says of a week to people and programs: every page, answer of the API, report of the command line and e-mail, by name. */
export async function everyOutput(
  db: Database,
  config: Config,
  { week, now, item }: { readonly week: string; readonly now: Date; readonly item: string },
): Promise<Record<string, string>> {
  const clock = () => now;
  const said: Record<string, string> = {};
  const web = createWeb({
    config,
    db,
    clock,
    log: createLog('silent'),
    isTimetableRunning: () => true,
    webhooks: { readers: webhookReaders, onStored: () => undefined },
  });
  const addresses = [
    ...pages,
    `/action-items/${item}`,
    '/api/v1/action-items',
    `/api/v1/action-items/${item}`,
    ...reports.map((name) => `/api/v1/reports/${name}`),
  ];
  for (const address of addresses) {
    const asked = /completion|slips|repeats|programme/.test(address)
      ? `${address}${address.includes('?') ? '&' : '?'}week=${week}`
      : address;
    const { status, text } = await supertest(web).get(asked).redirects(1);
    if (status !== 200) throw new Error(`${asked} answered ${status}`);
    said[asked] = text;
  }
  for (const name of reportNames) {
    for (const format of reportFormats) {
      said[`report ${name} as ${format}`] = await printed(config, db, clock, (context) =>
        runReport(name, { week, format }, context),
      );
    }
  }
  said['agenda'] = await printed(config, db, clock, (context) => runAgenda({ format: 'text' }, context));
  const named = weekNamed(week, config.organisation.timeZone);
  if (!named) throw new Error(`${week} is no week`);
  for (const { to, subject, html, text } of await composeDigests({ db, config }, named, now)) {
    said[`e-mail to ${to}`] = [subject, text, html].join('\n');
  }
  return said;
}

/** What a command prints; nothing when it does not come in that format. */
async function printed(
  config: Config,
  db: Database,
  clock: () => Date,
  run: (context: CommandContext) => Promise<unknown>,
): Promise<string> {
  let text = '';
  const output = { result: (more: string) => void (text += more), note: () => undefined, isTerminal: false };
  try {
    await run({ config, db, clock, output, connectTrackers: noTrackers, worker: 'test' });
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
  }
  return text;
}

const noTrackers = () => Promise.resolve(new Map());
