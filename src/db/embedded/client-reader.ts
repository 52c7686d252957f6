/** What a client sent, as far as whole messages have arrived. */
export interface ClientBatch {
  /** Whole messages, to be passed on as they are. */
  readonly bytes: Buffer;
  /** Whether the database owes nothing after them but the end of the transaction: they end with a query or a sync. */
  readonly complete: boolean;
  readonly opening: 'plain' | 'encryption' | 'cancel' | null;
  readonly terminated: boolean;
}

/** Cuts a client's bytes into whole messages. Throws when they cannot be the Postgres protocol. */
export function clientReader(): (chunk: Buffer) => ClientBatch {
  let waiting: Buffer[] = [];
  let size = 0;
  let needed = 8;
  let started = false;

  function take(): Buffer {
    const whole = waiting.length === 1 && waiting[0] ? waiting[0] : Buffer.concat(waiting);
    waiting = [];
    size = 0;
    return whole;
  }

  function keep(rest: Buffer, length: number): void {
    if (rest.length > 0) waiting.push(rest);
    size = rest.length;
    needed = length;
  }

  return (chunk) => {
    waiting.push(chunk);
    size += chunk.length;
    const nothing = { bytes: Buffer.alloc(0), complete: false, opening: null, terminated: false };
    if (size < needed) return nothing;
    let bytes = take();
    let opening: ClientBatch['opening'] = null;
    if (!started) {
      const length = checkedLength(bytes.readInt32BE(0), 8);
      if (bytes.length < length) {
        keep(bytes, length);
        return nothing;
      }
      opening = openingOf(bytes.readInt32BE(4));
      started = opening === 'plain';
      bytes = bytes.subarray(length);
    }
    let at = 0;
    let lastType = 0;
    let terminated = false;
    let next = 5;
    if (!started) {
      keep(bytes, 8);
      return { ...nothing, opening };
    }
    while (at + 5 <= bytes.length) {
      const length = checkedLength(bytes.readInt32BE(at + 1), 4) + 1;
      next = length;
      if (at + length > bytes.length) break;
      terminated = bytes[at] === 0x58;
      if (terminated) break;
      lastType = bytes[at] ?? 0;
      at += length;
      next = 5;
    }
    keep(terminated ? Buffer.alloc(0) : bytes.subarray(at), next);
    return { bytes: bytes.subarray(0, at), complete: endsBatch.has(lastType), opening, terminated };
  };
}

/** Query, Sync and FunctionCall. */
const endsBatch: ReadonlySet<number> = new Set([0x51, 0x53, 0x46]);

function checkedLength(length: number, least: number): number {
  if (length < least || length > 1 << 30) throw new Error('The client does not speak the Postgres protocol');
  return length;
}

function openingOf(code: number): 'plain' | 'encryption' | 'cancel' {
  if (code === 80_877_103 || code === 80_877_104) return 'encryption';
  if (code === 80_877_102) return 'cancel';
  if (code >> 16 === 3) return 'plain';
  throw new Error('The client does not speak version 3 of the Postgres protocol');
}
