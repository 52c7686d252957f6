import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildTrackers } from '../src/app.ts';
import type { Config } from '../src/config/config.ts';
import { migrate } from '../src/db/migrate.ts';
import { openDatabase } from '../src/db/open-database.ts';
import { importSource } from '../src/intake/import-documents.ts';
import { randomIds } from '../src/intake/new-item.ts';
import { drain } from '../src/outbox/drain.ts';
import { sweep } from '../src/reconcile/sweep.ts';
import { testConfig } from '../test/support/factories.ts';
import type { Figure } from './figure.ts';
import { putLinkedItems } from './linked-items.ts';
import { jiraJsPerIssue, linearSdkPerIssue, type PerIssue } from './tracker-rivals.ts';
import { dataCenterSide, jiraCloudSide, linearSide, type Side } from './tracker-sides.ts';

const created = 1000;
const linked = 10_000;
const changed = 50;
const nineHours = 9 * 3_600_000;

interface Limits {
  readonly creating?: number;
  readonly full: number;
}

/**
 * What it costs to create issues, to read every linked one and to read what changed: requests as the sandboxes count them, and the
 * seconds all of it took, sandbox and embedded database included. Beside it, whoever makes one call for each issue and each thing of it.
 */
export async function measureTrackers(): Promise<Figure[]> {
  let now = new Date('2026-11-04T12:00:00Z');
  const clock = () => now;
  const pass = (ms: number) => void (now = new Date(now.getTime() + ms));
  const [linear, cloud, dataCenter] = await Promise.all([
    linearSide(clock),
    jiraCloudSide(clock),
    dataCenterSide(clock),
  ]);
  try {
    const linearSdk = await linearSdkPerIssue();
    const jiraJs = await jiraJsPerIssue(cloud.sandbox, { email: 'bot@acme.example', apiToken: 'jira-token' });
    return [
      ...(await measureSide(linear, { creating: 60, full: 40 }, '@linear/sdk', linearSdk, { clock, pass })),
      ...(await measureSide(cloud, { creating: 60, full: 100 }, 'jira.js', jiraJs, { clock, pass })),
      ...(await measureSide(dataCenter, { full: 100 }, null, null, { clock, pass })),
    ];
  } finally {
    await Promise.all([linear.stop(), cloud.stop(), dataCenter.stop()]);
  }
}

async function measureSide(
  side: Side,
  limits: Limits,
  rival: string | null,
  perIssue: PerIssue | null,
  { clock, pass }: { readonly clock: () => Date; readonly pass: (ms: number) => void },
): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'followthrough-bench-'));
  const database = await openDatabase({ url: null, directory: join(folder, 'data') });
  try {
    await migrate(database);
    const { db } = database;
    const config = configOf(side);
    const trackers = await buildTrackers(config, clock, 20_000, db);
    const settings = { db, config, clock, trackers };
    const meter = (work: () => Promise<unknown>) => measure(side, work);

    const bytes = new TextEncoder().encode(documentOf(created));
    await importSource({ ...settings, ids: randomIds }, { source: 'docs/many.md', bytes }, null);
    const making = await meter(async () => {
      const { problems } = await drain({ ...settings, worker: 'bench' });
      if (problems.length > 0) throw new Error(problems.join('\n'));
    });

    const tracker = { id: side.settings.id, kind: side.settings.kind, team: 'team' };
    const there = side.putIssues(linked - created);
    await putLinkedItems(db, tracker, there, clock());
    const sweepOnce = async (full: boolean) => {
      const { problems } = await sweep(settings, { full });
      if (problems.length > 0) throw new Error(problems.join('\n'));
    };
    const first = await meter(() => sweepOnce(true));
    pass(nineHours);
    await sweepOnce(false);
    pass(nineHours);
    const idle = await meter(() => sweepOnce(false));
    for (const { issueId } of there.slice(0, changed)) side.close(issueId);
    pass(600_000);
    const busy = await meter(() => sweepOnce(false));
    pass(600_000);
    const full = await meter(() => sweepOnce(true));

    const figure = (what: string, { requests, seconds }: Cost, issues: number, limit?: number): Figure => {
      const each = what.startsWith('creating') ? perIssue?.creating : perIssue?.sweeping;
      return {
        what: `${side.name}: ${what} (${seconds.toFixed(1)} s)`,
        value: requests,
        unit: 'requests',
        ...(limit === undefined ? {} : { limit }),
        ...(each === undefined ? {} : { beside: `${rival ?? ''} one by one`, floor: each * issues }),
      };
    };
    const links = making.links === 0 ? 'links back included' : `and ${making.links} more for links back`;
    return [
      figure(`creating ${created} issues, ${links}`, withoutLinks(making), created, limits.creating),
      figure(`first reading of ${linked} issues`, first, linked),
      figure(`full sweep of ${linked} issues`, full, linked, limits.full),
      figure('sweep when nothing changed', idle, linked, 2),
      figure(`sweep when ${changed} issues were closed`, busy, linked),
    ];
  } finally {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Cost {
  readonly requests: number;
  readonly links: number;
  readonly seconds: number;
}

async function measure(side: Side, work: () => Promise<unknown>): Promise<Cost> {
  const [requests, links, started] = [side.requests(), side.linkRequests(), performance.now()];
  await work();
  const seconds = (performance.now() - started) / 1000;
  return { requests: side.requests() - requests, links: side.linkRequests() - links, seconds };
}

function withoutLinks(cost: Cost): Cost {
  return { ...cost, requests: cost.requests - cost.links };
}

function configOf(side: Side): Config {
  const plain = testConfig();
  const [team] = plain.teams;
  if (!team) throw new Error('The configuration names no team.');
  const { project, settings } = side;
  const own = { ...team, id: 'team', tracker: settings.id, project, issueType: 'Task', labels: [] };
  return { ...plain, trackers: [settings], teams: [own], defaultTeam: 'team' };
}

function documentOf(items: number): string {
  return [
    '---',
    'title: Checkout refused cards',
    'incident: INC-231',
    'severity: SEV1',
    'services: [checkout]',
    'startedAt: 2026-11-02T09:12:00Z',
    'published: 2026-11-03',
    '---',
    '',
    '## Action items',
    '',
    '| Action item | Owner | Due | Priority |',
    '|---|---|---|---|',
    ...Array.from({ length: items }, (_, at) => `| Reject code ${at} | @priya | 2026-11-20 | High |`),
  ].join('\n');
}
