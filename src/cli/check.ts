import type { Config } from '../config/config.ts';
import { destinationOf, labelsOf, personOf } from '../outbox/compose-draft.ts';
import { webhookArrivals, type WebhookArrival } from '../reconcile/webhook-arrival.ts';
import { TrackerError } from '../trackers/errors.ts';
import type { Tracker, TrackerFinding } from '../trackers/tracker.ts';
import { checkFolders } from './check-folders.ts';
import type { CommandContext, ExitCode } from './command-context.ts';
import { json } from './output.ts';

/** Something `check` found, and about what. */
interface CheckFinding extends TrackerFinding {
  readonly about: string;
}

/** Asks the mail server whether it would take our mail; null when it would. */
export type MailCheck = (config: Config) => Promise<TrackerFinding | null>;

/** Everything that would stop the service from doing its work, at once, each with what to do. Writes nothing anywhere. */
export async function runCheck(
  options: { readonly json: boolean },
  context: CommandContext,
  checkMail: MailCheck,
): Promise<ExitCode> {
  const { config, db, clock, output } = context;
  const trackers = await context.connectTrackers();
  const perTracker = await Promise.all(
    [...trackers.values()].map((tracker) => checkTracker(tracker, config)),
  );
  const arrivals = await webhookArrivals(db, config.trackers, clock());
  const silent = [...arrivals].flatMap(([id, arrival]) => silence(id, arrival, config));
  const folders = await checkFolders(config, db);
  const mail = await checkMail(config);
  const findings: CheckFinding[] = [
    ...perTracker.flat(),
    ...silent,
    ...folders.findings,
    ...(mail ? [{ about: 'mail', ...mail }] : []),
  ];
  if (options.json) output.result(json(findings));
  else {
    for (const [id] of trackers) {
      if (findings.some(({ about }) => about === id)) continue;
      output.result(`${id}: ready; ${arrivalWords(arrivals.get(id))}`);
    }
    for (const line of folders.lines) output.result(line);
    if (!mail)
      output.result(
        config.mail === null ? 'mail: not configured, digests can be written with --out' : 'mail: ready',
      );
  }
  for (const { about, what, do: todo } of findings) output.note(`${about}: ${what} ${todo}`);
  return findings.length > 0 ? 1 : 0;
}

async function checkTracker(tracker: Tracker, config: Config): Promise<CheckFinding[]> {
  const teams = config.teams.filter((team) => team.tracker === tracker.id);
  try {
    const findings = await tracker.check({
      destinations: teams.map(destinationOf),
      labels: [...new Set([config.policy.label, ...teams.flatMap((team) => labelsOf(team, config))])],
      people: config.people.map((person) => personOf(person, tracker.id)),
    });
    return findings.map((finding) => ({ about: tracker.id, ...finding }));
  } catch (error) {
    if (!(error instanceof TrackerError)) throw error;
    return [{ about: tracker.id, what: error.message, do: 'Nothing else could be checked there.' }];
  }
}

function arrivalWords(arrival: WebhookArrival | undefined): string {
  if (!arrival || arrival.state === 'off') return 'no webhooks set up, so changes are seen by the next sweep';
  return arrival.lastAt === null
    ? 'no webhook came yet, and none was due'
    : `the last webhook came at ${arrival.lastAt.toISOString()}`;
}

function silence(id: string, { state, lastAt, changedAt }: WebhookArrival, config: Config): CheckFinding[] {
  if (state !== 'silent') return [];
  const last = lastAt === null ? 'none ever came' : `the last one came at ${lastAt.toISOString()}`;
  return [
    {
      about: id,
      what: `Webhooks do not arrive: an issue changed at ${changedAt?.toISOString()}, and ${last}.`,
      do: `Look whether the webhook is switched on there, goes to ${config.organisation.url}/webhooks/${id} and has one of the webhookSecrets; then change an issue and check again. Until then changes are seen by the next sweep.`,
    },
  ];
}
