import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clientReader } from '../../../src/db/embedded/client-reader.ts';
import { query, startup, sync } from '../../../src/db/embedded/wire.ts';
import { anyText } from '../../support/any-text.ts';

/** The bytes in pieces, cut at the places given. */
function cut(bytes: Buffer, places: readonly number[]): Buffer[] {
  const ends = [...places.map((place) => place % bytes.length).toSorted((a, b) => a - b), bytes.length];
  return ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
}

describe('reading what a client sends', () => {
  it('finds the same messages however the bytes are cut', () => {
    const queries = fc.array(anyText(300), { minLength: 1, maxLength: 8 });
    const places = fc.array(fc.nat(5000), { maxLength: 12 });
    fc.assert(
      fc.property(queries, places, (texts, where) => {
        const said = Buffer.concat(texts.map((text) => query(text)));
        const read = clientReader();
        const batches = cut(Buffer.concat([startup, said]), where).map((piece) => read(piece));
        expect(Buffer.concat(batches.map((batch) => batch.bytes))).toEqual(said);
        expect(batches.filter((batch) => batch.opening === 'plain')).toHaveLength(1);
        expect(batches.findLast((batch) => batch.bytes.length > 0)?.complete).toBe(true);
      }),
    );
  });

  it('knows that a batch is not over before its sync', () => {
    const read = clientReader();
    read(startup);
    const parse = Buffer.from('P\0\0\0\x10\0select 1\0\0\0', 'latin1');
    expect(read(parse).complete).toBe(false);
    expect(read(Buffer.concat([sync, parse])).complete).toBe(false);
    expect(read(sync).complete).toBe(true);
  });

  it('stops at the good-bye', () => {
    const read = clientReader();
    const batch = read(
      Buffer.concat([startup, query('select 1'), Buffer.from('X\0\0\0\x04'), query('select 2')]),
    );
    expect(batch).toMatchObject({ terminated: true, bytes: query('select 1') });
  });

  it.each([
    ['a web request', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
    ['an old protocol', Buffer.from([0, 0, 0, 8, 0, 2, 0, 0])],
    ['a length of nothing', Buffer.from([0, 0, 0, 0, 0, 3, 0, 0])],
  ])('refuses %s', (_name, bytes) => {
    expect(() => clientReader()(bytes)).toThrow(/Postgres protocol/);
  });

  it('sees a wish for encryption and a wish to cancel', () => {
    expect(clientReader()(Buffer.from([0, 0, 0, 8, 4, 210, 22, 47])).opening).toBe('encryption');
    expect(clientReader()(Buffer.from([0, 0, 0, 16, 4, 210, 22, 46, 0, 0, 0, 1, 0, 0, 0, 2])).opening).toBe(
      'cancel',
    );
  });
});
