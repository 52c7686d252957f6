import type { Readable } from 'node:stream';
import { createTransport, type Transporter } from 'nodemailer';

/** A message as it is written to a file or given to a mail server. */
export interface Message {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** The same for the same message, so that a mail server can drop a second copy. */
  readonly messageId: string;
  readonly date: Date;
}

/** How a message ended. `refused`: it was certainly not taken. `unknown`: all of it was given, and no answer came. */
export type Delivery =
  | { readonly state: 'taken' }
  | { readonly state: 'refused' | 'unknown'; readonly reason: string };

const answerMs = 20_000;

/** A connection to the mail server of an `smtp://user:password@host:port` address. */
export function connectMail(smtp: string): Transporter {
  return createTransport({
    url: smtp,
    connectionTimeout: answerMs,
    greetingTimeout: answerMs,
    socketTimeout: answerMs,
  });
}

/** Gives one message to the mail server, on a connection of its own. */
export async function deliver(smtp: string, message: Message): Promise<Delivery> {
  const transport = connectMail(smtp);
  let allGiven = false;
  transport.use('stream', (mail, done) => {
    // Only the last byte can make a server take the message, so an error before it is no doubt.
    mail.message.processFunc((content: Readable) => content.once('end', () => (allGiven = true)));
    done();
  });
  try {
    await transport.sendMail(asMail(message));
    return { state: 'taken' };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const answered = error instanceof Error && 'responseCode' in error;
    return { state: answered || !allGiven ? 'refused' : 'unknown', reason };
  } finally {
    transport.close();
  }
}

/** The message as a file mail programs open (.eml). */
export async function asFile(message: Message): Promise<Buffer> {
  const built = await createTransport({ streamTransport: true, buffer: true }).sendMail(asMail(message));
  if (!Buffer.isBuffer(built.message)) throw new Error('The message was not built as one piece.');
  return built.message;
}

/** One address stays one address, whatever stands in it. */
function asMail({ to, ...message }: Message) {
  return { ...message, to: { name: '', address: to } };
}
