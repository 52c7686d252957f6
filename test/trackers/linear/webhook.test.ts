import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLinearWebhook } from '../../../src/trackers/linear/webhook.ts';
import { flipped, hmacOf, requestWith } from '../signed-request.ts';
import { anyText } from '../../support/any-text.ts';

const now = new Date('2026-11-10T09:00:00.000Z');
const secret = 'lin_wh_kept';
const issueId = '0b9d4f0e-3c4b-4c4e-9f0a-7d6f1d6a2b11';

const body = (changes: object = {}) =>
  JSON.stringify({
    action: 'update',
    type: 'Issue',
    data: { id: issueId, title: 'Reject “ü” 𝕏', state: { type: 'completed' } },
    updatedFrom: { stateId: 'old' },
    webhookId: 'the-configuration',
    webhookTimestamp: now.getTime(),
    ...changes,
  });

function read(text: string | Uint8Array, headers: Record<string, string> = {}, secrets = [secret], at = now) {
  const signed = { 'linear-signature': hmacOf(secret, text), 'linear-delivery': 'delivery-1', ...headers };
  return readLinearWebhook(requestWith(signed, text), secrets, at);
}

const reason = (words: RegExp) => ({ outcome: 'refused', reason: expect.stringMatching(words) });

describe('a delivery of Linear', () => {
  it('tells which issue to read, and when it was sent', () => {
    expect(read(body())).toEqual({
      outcome: 'read',
      delivery: { id: 'delivery-1', event: 'Issue update', issueId, sentAt: now },
    });
  });

  it('about a comment or an attachment tells of the issue it hangs on', () => {
    const comment = read(body({ type: 'Comment', action: 'create', data: { id: 'c', issueId } }));
    const label = read(body({ type: 'IssueLabel', data: { id: 'l' } }));

    expect(comment).toMatchObject({ delivery: { event: 'Comment create', issueId } });
    expect(label).toMatchObject({ delivery: { event: 'IssueLabel update', issueId: null } });
  });

  it('without an id of its own is known by its bytes', () => {
    const [first, again] = [1, 2].map(() => read(body(), { 'linear-delivery': '' }));
    const other = read(body({ action: 'remove' }), { 'linear-delivery': '' });

    expect(first).toMatchObject({ delivery: { id: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) } });
    expect(again).toEqual(first);
    expect(other).not.toMatchObject({ delivery: { id: first?.outcome === 'read' && first.delivery.id } });
  });
});

describe('the signature', () => {
  const good = hmacOf(secret, body());

  it.each([
    ['one character is wrong', good.replace(/^./, (first) => (first === '0' ? '1' : '0')), /does not fit/],
    ['it is 63 characters long', good.slice(1), /does not fit/],
    ['it is 65 characters long', `${good}0`, /does not fit/],
    ['it is in upper case', good.toUpperCase(), /does not fit/],
    ['it is empty', '', /does not fit/],
    ['it came twice', `${good}, ${good}`, /does not fit/],
    ['it is not hex', 'ü'.repeat(32), /does not fit/],
  ])('LW3: is refused when %s', (_, signature, words) => {
    expect(read(body(), { 'linear-signature': signature })).toEqual(reason(words));
  });

  it('LW3: is refused when it is missing', () => {
    expect(readLinearWebhook(requestWith({}, body()), [secret], now)).toEqual(
      reason(/Linear-Signature is missing/),
    );
  });

  it('LW3: fits the old and the new secret while one is replaced by the other, and no third', () => {
    const rotating = ['the-next-one', secret];

    expect(read(body(), {}, rotating)).toMatchObject({ outcome: 'read' });
    expect(read(body(), { 'linear-signature': hmacOf('the-next-one', body()) }, rotating)).toMatchObject({
      outcome: 'read',
    });
    expect(read(body(), { 'linear-signature': hmacOf('a-former-one', body()) }, rotating)).toEqual(
      reason(/does not fit/),
    );
    expect(read(body(), {}, [])).toEqual(reason(/does not fit/));
  });

  it('is broken by any flipped bit of the body, and by any flipped bit of itself', () => {
    const bit = fc.integer({ min: 0, max: 7 });
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 400 }), fc.nat(), bit, (bytes, place, which) => {
        const signature = hmacOf(secret, bytes);
        const changed = requestWith({ 'linear-signature': signature }, flipped(bytes, place, which));
        expect(readLinearWebhook(changed, [secret], now)).toMatchObject({ outcome: 'refused' });
        const forged = flipped(Buffer.from(signature), place, which).toString('latin1');
        expect(
          readLinearWebhook(requestWith({ 'linear-signature': forged }, bytes), [secret], now),
        ).toMatchObject({
          outcome: 'refused',
        });
        expect(
          readLinearWebhook(requestWith({ 'linear-signature': signature }, bytes), [secret], now),
        ).toMatchObject({ outcome: 'read' });
      }),
      { numRuns: 500 },
    );
  });
});

describe('the time in a delivery', () => {
  it.each([
    ['61 seconds old, which is every second attempt', 61_000, 'read'],
    ['two minutes ahead, because clocks differ', -120_000, 'read'],
    ['61 seconds ahead', -61_000, 'read'],
    ['seven hours old, the last attempt', 7 * 3_600_000, 'read'],
    ['24 hours old to the millisecond', 24 * 3_600_000, 'read'],
    ['a millisecond more than 24 hours old', 24 * 3_600_000 + 1, 'refused'],
    ['six minutes ahead', -360_000, 'refused'],
  ])('LW4: %s', (_, age, outcome) => {
    expect(read(body({ webhookTimestamp: now.getTime() - age }))).toMatchObject({ outcome });
  });
});

describe('what is signed and yet cannot be read', () => {
  it.each([
    ['no JSON', '{"type":"Issue","act'],
    ['nothing', ''],
    ['a list', '[]'],
    ['null', 'null'],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00, 0x80])],
    ['a time that is no number', body({ webhookTimestamp: String(now.getTime()) })],
    ['no type', body({ type: undefined })],
    ['an action of another kind', body({ action: { name: 'update' } })],
  ])('LW6: %s is a delivery about no issue', (_, text) => {
    expect(read(text)).toEqual({
      outcome: 'read',
      delivery: { id: 'delivery-1', event: 'unreadable', issueId: null, sentAt: null },
    });
  });

  it.each([
    ['an unknown type', { type: 'Dream', action: 'remember' }, 'Dream remember', null],
    ['data in another form', { data: 'later' }, 'Issue update', null],
    ['an id in another form', { data: { id: 7 } }, 'Issue update', null],
    ['no data', { data: undefined }, 'Issue update', null],
    ['an unknown action on an issue', { action: 'teleport' }, 'Issue teleport', issueId],
  ])('LW6: %s says as much as it can', (_, changes, event, about) => {
    expect(read(body(changes))).toMatchObject({ outcome: 'read', delivery: { event, issueId: about } });
  });

  it('LW6: no body whatever makes the reader fail', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), anyText()), (text) => {
        expect(read(text)).toMatchObject({ outcome: expect.stringMatching(/^(read|refused)$/) });
      }),
    );
  });
});
