import { describe, expect, it } from 'vitest';
import { canonicalSeverity } from '../../src/actions/canonical-severity.ts';
import { incidentKey } from '../../src/actions/incident-key.ts';
import { issueTitle } from '../../src/actions/issue-title.ts';
import { policyDueDays, routeItem } from '../../src/actions/route-item.ts';
import { findTicket } from '../../src/actions/ticket-reference.ts';

describe('the severity of an incident', () => {
  it.each([
    ['SEV1', 'SEV1'],
    ['sev-1', 'SEV1'],
    ['Sev 1 (critical)', 'SEV1'],
    ['SEV12', 'SEV12'],
    ['Major', 'Major'],
    [null, null],
  ])('written %j is known as %j', (written, known) => {
    expect(canonicalSeverity(written, ['SEV1', 'SEV2'])).toBe(known);
  });
});

describe('an incident without an id', () => {
  it.each([
    ['docs/2026-11-02-checkout.md', 0, '2026-11-02-checkout'],
    ['posts/redis-exposed/index.md', 0, 'redis-exposed'],
    ['docs/outage.html.md.erb', 0, 'outage'],
    ['incident-log.md', 2, 'incident-log-3'],
    ['-', 0, 'incident'],
  ])('of %s, part %i, is called %s', (source, part, key) => {
    expect(incidentKey(source, part)).toBe(key);
  });
});

describe('the title of an issue', () => {
  it('is the text of the item without its Markdown', () => {
    expect(issueTitle('Reject **unknown** codes, see [the runbook](https://x.example)\n  in `config`')).toBe(
      'Reject unknown codes, see the runbook in config',
    );
  });

  it('is cut at a word when the text is long', () => {
    const title = issueTitle('word '.repeat(100));

    expect(title.length).toBeLessThanOrEqual(200);
    expect(title).toMatch(/word…$/);
  });
});

describe('the team that takes an item', () => {
  const teams = [
    { id: 'payments', services: ['Checkout', 'ledger'] },
    { id: 'platform', services: ['kubernetes'] },
  ];

  it.each([
    [['checkout'], 'payments'],
    [['unheard-of', 'kubernetes'], 'platform'],
    [['unheard-of'], 'web'],
    [[], 'web'],
  ])('for services %j is %s', (services, team) => {
    expect(routeItem(services, teams, 'web')).toBe(team);
  });
});

describe('the due date the policy gives', () => {
  it.each([
    ['SEV1', 15],
    ['SEV4', 60],
    [null, 60],
    ['SEV5', null],
  ])('for severity %j is %j days', (severity, days) => {
    expect(policyDueDays(severity, { SEV1: 15, SEV5: null, default: 60 })).toBe(days);
  });
});

describe('a ticket the document names', () => {
  const trackers = [
    { id: 'linear-main', origins: ['https://linear.app'], projects: ['PAY'] },
    { id: 'jira-main', origins: ['https://acme.atlassian.net'], projects: ['PLAT'] },
  ];

  it.each([
    [['PAY-812'], { trackerId: 'linear-main', key: 'PAY-812' }],
    [['https://acme.atlassian.net/browse/OLD-3'], { trackerId: 'jira-main', key: 'OLD-3' }],
    [['https://linear.app/acme/issue/PAY-9/reject-codes'], { trackerId: 'linear-main', key: 'PAY-9' }],
    [['https://github.com/acme/x/issues/4', 'PLAT-1'], { trackerId: 'jira-main', key: 'PLAT-1' }],
  ])('%j is adopted', (links, ticket) => {
    expect(findTicket(links, trackers)).toEqual(ticket);
  });

  it.each([
    [['OTHER-1']],
    [['https://elsewhere.atlassian.net/browse/PLAT-1']],
    [['#2127']],
    [['not a url']],
    [[]],
  ])('%j is not ours', (links) => {
    expect(findTicket(links, trackers)).toBeNull();
  });
});
