import { createHash } from 'node:crypto';
import type { Config } from '../config/config.ts';
import type { Database } from '../db/database.ts';
import { claimDigest, findDigest, settleDigest } from '../db/digest-store.ts';
import { loadReportFacts } from '../db/report-facts.ts';
import { lastCompleteWeek, type Week } from '../lib/calendar.ts';
import { composeDigest } from './compose-digest.ts';
import { digestOf } from './digest-of.ts';
import { digestRecipients, type DigestRecipient } from './digest-recipients.ts';
import { connectMail, type Message } from './mailer.ts';

export interface DigestSettings {
  readonly db: Database;
  readonly config: Config;
  readonly clock: () => Date;
}

/** How the digests of a week went. `before` were sent earlier and are not sent again. */
export interface DigestsSent {
  readonly sent: readonly string[];
  readonly before: readonly string[];
  readonly problems: readonly string[];
}

/** The digests of a week, one a recipient, as messages ready to send. */
export async function composeDigests(
  { db, config }: Pick<DigestSettings, 'db' | 'config'>,
  week: Week,
  now: Date,
): Promise<Message[]> {
  const facts = await loadReportFacts(db, config);
  const messages: Message[] = [];
  for (const recipient of digestRecipients(config.digests)) {
    const mail = await composeDigest(digestOf(facts, week, now, recipient, config));
    messages.push({ ...mail, ...envelope(recipient, week, now, config) });
  }
  return messages;
}

/**
 * Sends the digests of the last complete week (or the one given), each claimed once per week and recipient before the mail server
 * is asked. Two processes, or the same one started again, send none twice; one whose answer was lost is shown, not sent again.
 */
export async function sendDigests(settings: DigestSettings, now: Date, week?: Week): Promise<DigestsSent> {
  const { db, config, clock } = settings;
  if (config.mail === null) return { sent: [], before: [], problems: [noMail] };
  const about = week ?? lastCompleteWeek(now, config.organisation.timeZone);
  const result = { sent: [] as string[], before: [] as string[], problems: [] as string[] };
  const messages = await composeDigests(settings, about, now);
  const transport = connectMail(config.mail.smtp);
  try {
    for (const message of messages) {
      if (!(await claimDigest(db, about.name, message.to, now))) {
        const earlier = await findDigest(db, about.name, message.to);
        if (earlier?.state === 'claimed') result.problems.push(unclear(message.to, about));
        else result.before.push(message.to);
        continue;
      }
      const error = await send(transport, message);
      await settleDigest(db, about.name, message.to, {
        state: error === null ? 'sent' : 'failed',
        error,
        at: clock(),
      });
      if (error === null) result.sent.push(message.to);
      else
        result.problems.push(
          `The digest to ${message.to} was not sent: ${error} Check mail.smtp and send it again.`,
        );
    }
  } finally {
    transport.close();
  }
  return result;
}

const noMail =
  'No mail server is configured. Add mail.smtp and mail.from, or write the digests to files with --out.';

async function send(transport: ReturnType<typeof connectMail>, message: Message): Promise<string | null> {
  try {
    await transport.sendMail({ ...message });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function unclear(address: string, week: Week): string {
  return `Whether the digest of ${week.name} reached ${address} is not known: a process ended while it was being sent. It is not sent again by itself.`;
}

function envelope(recipient: DigestRecipient, week: Week, now: Date, config: Config) {
  const from =
    config.mail?.from ?? `Followthrough <followthrough@${new URL(config.organisation.url).hostname}>`;
  const identity = createHash('sha256')
    .update(`${week.name} ${recipient.address}`)
    .digest('hex')
    .slice(0, 24);
  return {
    from,
    to: recipient.address,
    messageId: `<digest-${week.name}-${identity}@${new URL(config.organisation.url).hostname}>`,
    date: now,
  };
}
