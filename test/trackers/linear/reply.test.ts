import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limitEnds } from '../../../src/trackers/linear/rate-limit.ts';
import { readReply } from '../../../src/trackers/linear/reply.ts';

const now = new Date('2026-11-10T09:00:00.000Z');

function read(status: number, body: unknown, headers: Record<string, string> = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return readReply({ kind: 'answered', status, headers: new Headers(headers), text }, now);
}

function refusal(message: string, extensions: object = { code: 'INPUT_ERROR' }) {
  return { errors: [{ message, extensions }], data: null };
}

describe('an answer of Linear’s', () => {
  it.each([
    ['an id that is taken', 400, refusal('conflict on insert of Issue'), 'conflict'],
    ['the same with 200', 200, refusal('conflict on insert of Comment'), 'conflict'],
    ['an issue that is not there', 400, refusal('Entity not found: Issue'), 'not-found'],
    ['an assignee that is not there', 400, refusal('Entity not found: assigneeId'), 'refused'],
    ['a full free plan', 400, refusal('issue limit exceeded'), 'refused'],
    ['a removed field', 400, refusal('Cannot query', { code: 'GRAPHQL_VALIDATION_FAILED' }), 'refused'],
    ['a refusal by type alone', 200, refusal('no', { type: 'usage limit exceeded' }), 'refused'],
    ['a revoked key', 401, { errors: [{ message: 'no', extensions: {} }] }, 'unauthorised'],
    ['a bare 401', 401, '', 'unauthorised'],
    ['a forbidden act', 403, refusal('no', { type: 'forbidden' }), 'forbidden'],
    ['a proxy’s 403', 403, '<html></html>', 'unreadable'],
    ['a proxy’s 404', 404, '<html></html>', 'unreadable'],
    ['a redirect', 302, '', 'unreadable'],
    ['a login page', 200, '<html></html>', 'unreadable'],
    ['an error of a new sort', 200, refusal('?', { type: 'something new' }), 'unreadable'],
    ['an error without extensions', 200, { errors: [{ message: '?' }], data: null }, 'unreadable'],
    ['no data', 200, { data: null }, 'unreadable'],
    ['a gateway that fails', 502, '<html></html>', 'unreachable'],
    ['an internal error', 500, refusal('?', { type: 'internal error' }), 'unreachable'],
    ['a lock that was not had in time', 200, refusal('?', { type: 'lock timeout' }), 'unreachable'],
    ['a spent limit', 400, refusal('?', { type: 'ratelimited' }), 'rate-limited'],
  ] as const)('%s (%i) is understood', (_what, status, body, kind) => {
    expect(read(status, body)).toMatchObject({ kind: 'fault', fault: { kind } });
  });

  it('names the field that failed, so that a half-done request is not called undone', () => {
    const body = {
      errors: [{ message: 'no', path: ['attachmentCreate'], extensions: { code: 'INPUT_ERROR' } }],
    };
    expect(read(400, body)).toMatchObject({ fault: { field: 'attachmentCreate' } });
  });

  it('is data only when it is whole and without errors', () => {
    expect(read(200, { data: { viewer: { id: '1' } } })).toEqual({
      kind: 'data',
      data: { viewer: { id: '1' } },
    });
    const partial = { data: { a: 1, b: null }, errors: [{ message: 'no', path: ['b'] }] };
    expect(read(200, partial).kind).toBe('fault');
  });

  it('never means that something is gone, however it is garbled', () => {
    fc.assert(
      fc.property(fc.integer({ min: 200, max: 599 }), fc.string(), (status, text) => {
        expect(JSON.stringify(read(status, text))).toMatch(
          /"kind":"(unreachable|unreadable|unauthorised|rate-limited)"/,
        );
      }),
    );
  });

  it('never means that something is gone, whatever an unknown error says', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (message, type) => {
        fc.pre(!message.startsWith('Entity not found: Issue'));
        const reply = read(200, refusal(message, { type }));
        expect(reply).not.toMatchObject({ fault: { kind: 'not-found' } });
      }),
    );
  });
});

describe('the end of a pause', () => {
  it('always lies between a second and an hour from now', () => {
    const text = fc.oneof(fc.string(), fc.integer().map(String), fc.constant('9223372036854775807'));
    fc.assert(
      fc.property(text, text, fc.double(), (retryAfter, reset, duration) => {
        const headers = new Headers();
        for (const [name, value] of [
          ['Retry-After', retryAfter],
          ['X-RateLimit-Requests-Remaining', '0'],
          ['X-RateLimit-Requests-Reset', reset],
        ] as const) {
          if (/^[\x20-\x7e]*$/.test(value)) headers.set(name, value);
        }
        const wait = limitEnds(headers, { rateLimitResult: { duration } }, now).getTime() - now.getTime();
        expect(wait).toBeGreaterThanOrEqual(1_000);
        expect(wait).toBeLessThanOrEqual(3_600_000);
      }),
    );
  });

  it('is a sixtieth of the period where no header says when', () => {
    const meta = { rateLimitResult: { duration: 3_600_000 } };
    expect(limitEnds(new Headers(), meta, now)).toEqual(new Date(now.getTime() + 60_000));
  });

  it('is that of the limit which has nothing left, not of one that has', () => {
    const headers = new Headers({
      'X-RateLimit-Requests-Remaining': '100',
      'X-RateLimit-Requests-Reset': String(now.getTime() + 5_000),
      'X-RateLimit-Complexity-Remaining': '0',
      'X-RateLimit-Complexity-Reset': String(now.getTime() + 90_000),
    });
    expect(limitEnds(headers, undefined, now)).toEqual(new Date(now.getTime() + 90_000));
  });
});
