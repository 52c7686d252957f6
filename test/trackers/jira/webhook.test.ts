import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJiraWebhook } from '../../../src/trackers/jira/webhook.ts';
import { flipped, hmacOf, requestWith } from '../signed-request.ts';

const secret = "It's a Secret to Everybody";

const body = (changes: object = {}) =>
  JSON.stringify({
    timestamp: Date.parse('2026-11-10T09:00:00Z'),
    webhookEvent: 'jira:issue_updated',
    issue_event_type_name: 'issue_generic',
    user: { accountId: 'priya-1' },
    issue: { id: '10007', key: 'PAY-7', fields: { summary: 'Reject “ü” 𝕏' } },
    changelog: { id: '1', items: [{ field: 'status', from: '1', to: '3', toString: 'Done' }] },
    ...changes,
  });

function read(text: string | Uint8Array, headers: Record<string, string> = {}, secrets = [secret]) {
  const signed = {
    'x-hub-signature': `sha256=${hmacOf(secret, text)}`,
    'x-atlassian-webhook-identifier': 'delivery-1',
    ...headers,
  };
  return readJiraWebhook(requestWith(signed, text), secrets);
}

const refused = (words: RegExp) => ({ outcome: 'refused', reason: expect.stringMatching(words) });

describe('a delivery of Jira', () => {
  it('tells which issue to read, and when it happened', () => {
    expect(read(body())).toEqual({
      outcome: 'read',
      delivery: {
        id: 'delivery-1',
        event: 'jira:issue_updated',
        issueId: '10007',
        sentAt: new Date('2026-11-10T09:00:00Z'),
      },
    });
  });

  it('JW1: has the same id when it is sent again, whatever number its attempt has', () => {
    const again = read(body(), { 'x-atlassian-webhook-retry': '1' });

    expect(again).toEqual(read(body()));
  });

  it('JW2: is taken however late it comes', () => {
    const late = read(body({ timestamp: Date.parse('2026-11-01T09:00:00Z') }), {
      'x-atlassian-webhook-flow': 'Secondary',
    });

    expect(late).toMatchObject({ outcome: 'read', delivery: { issueId: '10007' } });
  });

  it.each([
    ['no changelog', { changelog: undefined }],
    ['no user', { user: undefined }],
    ['changes that do not say to what', { changelog: { items: [{ field: 'status' }] } }],
    ['a changelog of null', { changelog: null, user: null }],
    ['no time', { timestamp: undefined }],
    ['a time beyond all calendars', { timestamp: 1e20 }],
    ['an id that is a number', { issue: { id: 10_007 } }],
  ])('JW5: with %s it still tells which issue to read', (_, changes) => {
    expect(read(body(changes))).toMatchObject({ outcome: 'read', delivery: { issueId: '10007' } });
  });

  it.each([
    ['no JSON', '{"webhookEvent":', 'unreadable'],
    ['nothing', '', 'unreadable'],
    ['no event', body({ webhookEvent: undefined }), 'unreadable'],
    ['an event about no issue', JSON.stringify({ webhookEvent: 'user_updated', user: {} }), 'user_updated'],
    ['an issue without an id', body({ issue: { key: 'PAY-7' } }), 'jira:issue_updated'],
    ['an id that is none', body({ issue: { id: "7' or 1=1" } }), 'jira:issue_updated'],
  ])('signed but with %s it is a delivery about no issue', (_, text, event) => {
    expect(read(text)).toMatchObject({ outcome: 'read', delivery: { event, issueId: null } });
  });
});

describe('the signature', () => {
  it('is the one of the vendor’s own example', () => {
    const example = requestWith(
      {
        'x-hub-signature': 'sha256=a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9',
      },
      'Hello World!',
    );

    expect(readJiraWebhook(example, [secret])).toMatchObject({ outcome: 'read' });
  });

  const good = hmacOf(secret, body());

  it.each([
    ['one character is wrong', `sha256=${good.replace(/^./, (first) => (first === '0' ? '1' : '0'))}`],
    ['it is shorter', `sha256=${good.slice(1)}`],
    ['it is a SHA-1', 'sha1=0123456789012345678901234567890123456789'],
    ['its method is said to be SHA-1', `sha1=${good}`],
    ['it is in upper case', `sha256=${good.toUpperCase()}`],
    ['its method is in upper case', `SHA256=${good}`],
    ['it does not name its method', good],
    ['it is empty', ''],
  ])('JW4: is refused when %s', (_, signature) => {
    expect(read(body(), { 'x-hub-signature': signature })).toEqual(refused(/X-Hub-Signature does not fit/));
  });

  it('JW4: is refused when it is missing', () => {
    expect(readJiraWebhook(requestWith({}, body()), [secret])).toEqual(
      refused(/X-Hub-Signature is missing, and the address ends in no secret/),
    );
  });

  it('fits each of several secrets', () => {
    expect(read(body(), {}, ['another', secret])).toMatchObject({ outcome: 'read' });
    expect(read(body(), {}, ['another'])).toEqual(refused(/does not fit/));
  });

  it('is broken by any flipped bit of the body, and by any flipped bit of itself', () => {
    const bit = fc.integer({ min: 0, max: 7 });
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 400 }), fc.nat(), bit, (bytes, place, which) => {
        const signature = `sha256=${hmacOf(secret, bytes)}`;
        const outcomeOf = (given: string, sent: Uint8Array) =>
          readJiraWebhook(requestWith({ 'x-hub-signature': given }, sent), [secret]).outcome;
        const forged = flipped(Buffer.from(signature), place, which).toString('latin1');

        expect(outcomeOf(signature, flipped(bytes, place, which))).toBe('refused');
        expect(outcomeOf(forged, bytes)).toBe('refused');
        expect(outcomeOf(signature, bytes)).toBe('read');
      }),
      { numRuns: 500 },
    );
  });
});

describe('a Jira that cannot sign', () => {
  const unsigned = (token: string | null, headers: Record<string, string> = {}) =>
    readJiraWebhook(requestWith(headers, body(), token), ['another', secret]);

  it('is believed when the address ends in a secret', () => {
    expect(unsigned(secret)).toMatchObject({ outcome: 'read', delivery: { issueId: '10007' } });
    expect(unsigned('another')).toMatchObject({ outcome: 'read' });
  });

  it.each(['', 'anothe', 'another ', secret.toUpperCase()])('but not when it ends in %j', (token) => {
    expect(unsigned(token)).toEqual(refused(/does not end in any/));
  });

  it('and a wrong signature is refused although the address is right', () => {
    expect(unsigned(secret, { 'x-hub-signature': `sha256=${'0'.repeat(64)}` })).toEqual(
      refused(/does not fit/),
    );
  });

  it('gives no id either, so that the bytes name the delivery', () => {
    expect(unsigned(secret)).toMatchObject({
      delivery: { id: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) },
    });
    expect(unsigned(secret)).toEqual(unsigned(secret));
  });
});
