import { createHash } from 'node:crypto';
import type { Config } from '../config/config.ts';
import type { Database } from '../db/database.ts';
import type { Week } from '../lib/calendar.ts';
import { composeDigest } from './compose-digest.ts';
import { digestOf } from './digest-of.ts';
import { digestRecipients, type DigestRecipient } from './digest-recipients.ts';
import type { Message } from './mailer.ts';

/** The digests of a week, one a recipient, as messages ready to send. */
export async function composeDigests(
  settings: { readonly db: Database; readonly config: Config },
  week: Week,
  now: Date,
): Promise<Message[]> {
  const { config } = settings;
  const messages: Message[] = [];
  for (const recipient of digestRecipients(config.digests)) {
    const mail = await composeDigest(await digestOf(settings, week, now, recipient));
    messages.push({ ...mail, ...envelope(recipient, week, now, config) });
  }
  return messages;
}

function envelope(recipient: DigestRecipient, week: Week, now: Date, config: Config) {
  const host = new URL(config.organisation.url).hostname;
  const identity = createHash('sha256')
    .update(`${week.name} ${recipient.address.toLowerCase()}`)
    .digest('hex')
    .slice(0, 24);
  return {
    from: config.mail?.from ?? `Followthrough <followthrough@${host}>`,
    to: recipient.address,
    messageId: `<digest-${week.name}-${identity}@${host}>`,
    date: now,
  };
}
