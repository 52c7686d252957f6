import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import type { AddressInfo, Socket } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

export interface Received {
  /** As the envelope names them, whatever the headers say. */
  readonly from: string;
  readonly to: readonly string[];
  readonly mail: Email;
  readonly raw: string;
}

/** What the server does with a message it was given whole. */
export type Answer = 'take' | 'refuse' | 'hang-up' | 'silence';

export interface MailServer {
  /** For `mail.smtp`. */
  readonly url: string;
  /** Every message that was given whole, taken or not. */
  readonly received: Received[];
  answer(how: Answer): void;
  close(): Promise<void>;
}

/** A real SMTP server on loopback that keeps what it is given. */
export async function startMailServer(): Promise<MailServer> {
  const received: Received[] = [];
  const sockets = new Set<Socket>();
  let answer: Answer = 'take';
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    closeTimeout: 500,
    onData(stream, { envelope }, done) {
      void buffer(stream).then(async (bytes) => {
        const from = envelope.mailFrom ? envelope.mailFrom.address : '';
        const to = envelope.rcptTo.map(({ address }) => address);
        received.push({ from, to, mail: await PostalMime.parse(bytes), raw: bytes.toString() });
        if (answer === 'take') done();
        if (answer === 'refuse') done(Object.assign(new Error('Mailbox is full'), { responseCode: 452 }));
        if (answer === 'hang-up') for (const socket of sockets) socket.destroy();
      });
    },
  });
  server.on('error', () => undefined);
  server.server.on('connection', (socket) => sockets.add(socket));
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    answer: (how) => void (answer = how),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
