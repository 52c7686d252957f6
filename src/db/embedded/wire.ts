// The few messages of the Postgres protocol (version 3) that the bridge itself reads or writes:
// https://www.postgresql.org/docs/current/protocol-message-formats.html

const protocolVersion = 196_608;

function message(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(type, 'latin1');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

/** A simple query. */
export function query(text: string): Buffer {
  return message('Q', Buffer.from(`${text}\0`));
}

/** Ends a batch of the extended protocol. */
export const sync = message('S', Buffer.alloc(0));

/** The first message of a session. */
export const startup = startupMessage({ user: 'postgres', database: 'postgres', client_encoding: 'UTF8' });

function startupMessage(parameters: Readonly<Record<string, string>>): Buffer {
  const pairs = Object.entries(parameters).map(([name, value]) => `${name}\0${value}\0`);
  const body = Buffer.from(`${pairs.join('')}\0`);
  const head = Buffer.alloc(8);
  head.writeInt32BE(body.length + 8, 0);
  head.writeInt32BE(protocolVersion, 4);
  return Buffer.concat([head, body]);
}

/** An error: FATAL when the session ends with it, ERROR when it goes on. */
export function failure(severity: 'ERROR' | 'FATAL', code: string, text: string): Buffer {
  return message('E', Buffer.from(`S${severity}\0V${severity}\0C${code}\0M${text}\0\0`));
}

/** The session is ready for the next query and in no transaction. */
export const ready = message('Z', Buffer.from('I'));

/** The text of the first error in an answer, or null. Only for answers to our own statements, which are short and whole. */
export function errorIn(answer: Uint8Array): string | null {
  const bytes = Buffer.from(answer.buffer, answer.byteOffset, answer.byteLength);
  for (let at = 0; at + 5 <= bytes.length; at += bytes.readInt32BE(at + 1) + 1) {
    if (bytes[at] !== 0x45) continue;
    const fields = bytes.toString('utf8', at + 5, at + 1 + bytes.readInt32BE(at + 1)).split('\0');
    return fields.find((field) => field.startsWith('M'))?.slice(1) ?? 'unknown error';
  }
  return null;
}
