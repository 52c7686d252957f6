import type { Config } from '../config/config.ts';
import type { Database } from '../db/database.ts';
import { claimDigest, findDigest, settleDigest, type DigestDelivery } from '../db/digest-store.ts';
import { lastCompleteWeek, type Week } from '../lib/calendar.ts';
import { composeDigests } from './compose-digests.ts';
import { deliver, type Message } from './mailer.ts';

export interface DigestSettings {
  readonly db: Database;
  readonly config: Config;
  readonly clock: () => Date;
}

/** How the digests of a week went, by recipient. */
export interface DigestsSent {
  readonly sent: readonly string[];
  /** Sent earlier, and not again. */
  readonly before: readonly string[];
  /** Not sent for now; sending again may help. */
  readonly waiting: readonly string[];
  /** One sentence for each recipient, or for the lack of a mail server, that needs a person or another try. */
  readonly problems: readonly string[];
}

/** Longer than any mail server is given for one message. */
const underWayMs = 10 * 60_000;

/**
 * Sends the digests of the last complete week (or the one given), each claimed once per week and recipient before the mail server
 * is asked. Two processes, or the same one started again, send none twice; one whose answer was lost is shown, not sent again.
 */
export async function sendDigests(settings: DigestSettings, now: Date, week?: Week): Promise<DigestsSent> {
  const { config } = settings;
  const result = {
    sent: [] as string[],
    before: [] as string[],
    waiting: [] as string[],
    problems: [] as string[],
  };
  if (config.mail === null) return { ...result, problems: [noMail] };
  const about = week ?? lastCompleteWeek(now, config.organisation.timeZone);
  for (const message of await composeDigests(settings, about, now)) {
    const { list, problem } = await sendOnce(settings, config.mail.smtp, about, message);
    if (list !== null) result[list].push(message.to);
    if (problem !== null) result.problems.push(problem);
  }
  return result;
}

interface Ended {
  readonly list: 'sent' | 'before' | 'waiting' | null;
  readonly problem: string | null;
}

async function sendOnce(
  { db, clock }: DigestSettings,
  smtp: string,
  week: Week,
  message: Message,
): Promise<Ended> {
  const { to } = message;
  const recipient = to.toLowerCase();
  if (!(await claimDigest(db, week.name, recipient, clock()))) {
    return endedBefore(await findDigest(db, week.name, recipient), to, week, clock());
  }
  const delivery = await deliver(smtp, message);
  const at = clock();
  if (delivery.state === 'taken') {
    await settleDigest(db, week.name, recipient, { state: 'sent', error: null, at });
    return { list: 'sent', problem: null };
  }
  const error = delivery.reason;
  if (delivery.state === 'unknown') {
    await settleDigest(db, week.name, recipient, { state: 'claimed', error, at });
    return { list: null, problem: unclear(to, week, `the mail server did not answer (${error})`) };
  }
  await settleDigest(db, week.name, recipient, { state: 'failed', error, at });
  const problem = `The digest of ${week.name} to ${to} was not sent (${error}). Check mail.smtp and send it again.`;
  return { list: 'waiting', problem };
}

function endedBefore(earlier: DigestDelivery | null, to: string, week: Week, now: Date): Ended {
  if (earlier?.state === 'sent') return { list: 'before', problem: null };
  const age = now.getTime() - (earlier?.claimedAt.getTime() ?? 0);
  const given = earlier?.finishedAt ?? null;
  if (given === null && age >= 0 && age < underWayMs) {
    const problem = `The digest of ${week.name} to ${to} is being sent by another process at this moment.`;
    return { list: 'waiting', problem };
  }
  const why =
    given === null
      ? 'a process ended while it was being sent'
      : `the mail server did not answer (${earlier?.error ?? ''})`;
  return { list: null, problem: unclear(to, week, why) };
}

const noMail =
  'No mail server is configured. Add mail.smtp and mail.from, or write the digests to files with --out.';

function unclear(to: string, week: Week, why: string): string {
  return (
    `Whether the digest of ${week.name} reached ${to} is not known: ${why}. It is not sent again by itself. ` +
    `Ask them; "followthrough digest --week ${week.name} --out FOLDER" writes it to a file that can be sent by hand.`
  );
}
