import type { Config } from '../config/config.ts';
import { connectMail } from './mailer.ts';

/** What `check` says of the mail server; null when it takes our mail or none is configured. */
export async function checkMail(
  config: Config,
): Promise<{ readonly what: string; readonly do: string } | null> {
  if (config.mail === null) return null;
  const transport = connectMail(config.mail.smtp);
  try {
    await transport.verify();
    return null;
  } catch (error) {
    const host = new URL(config.mail.smtp).host;
    const reason = error instanceof Error ? error.message : String(error);
    return {
      what: `The mail server ${host} does not take our mail (${reason}).`,
      do: 'Check mail.smtp: address, port, user and password.',
    };
  } finally {
    transport.close();
  }
}
