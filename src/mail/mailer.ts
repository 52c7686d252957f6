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

const answerMs = 20_000;

/** A connection to the mail server of an `smtp://user:password@host:port` address. */
export function connectMail(smtp: string): Transporter {
  return createTransport({ url: smtp, connectionTimeout: answerMs, socketTimeout: answerMs });
}

/** The message as a file mail programs open (.eml). */
export async function asFile(message: Message): Promise<Buffer> {
  const built = await createTransport({ streamTransport: true, buffer: true }).sendMail({ ...message });
  if (!Buffer.isBuffer(built.message)) throw new Error('The message was not built as one piece.');
  return built.message;
}
