import { expect, it } from 'vitest';
import { everything } from '../../src/reports/item-selection.ts';
import { listSentence, narrowings, type NamedSelection } from '../../src/reports/narrowings.ts';

const names: Record<string, string> = { payments: 'Payments', platform: 'Platform' };
const sentence = (given: Partial<NamedSelection>, isRunning = false) =>
  listSentence(
    narrowings({ ...everything, week: null, ...given }, { isRunning, teamName: (id) => names[id] ?? id }),
  );
const week = '2026-W46';

it.each<[Partial<NamedSelection>, string]>([
  [{}, 'All action items.'],
  [{ week }, 'Items at the end of 2026-W46.'],
  [{ week, due: 'all' }, 'Items due in 2026-W46.'],
  [{ week, due: 'missed', team: 'payments' }, 'Items due in 2026-W46 that were missed, team Payments.'],
  [
    { week, flow: 'openAtEnd', severity: 'SEV1', category: 'none' },
    'Items unfinished at the end of 2026-W46, severity SEV1, without a category.',
  ],
  [{ week, flow: 'reopened', service: 'none' }, 'Items reopened in 2026-W46, without a service.'],
  [
    { week, duration: 'censored' },
    'Items created in the 365 days before the end of 2026-W46 and not completed.',
  ],
  [{ week, moved: '8-14' }, 'Items unfinished and moved by 8 to 14 days, at the end of 2026-W46.'],
  [
    { week, verified: 'refuted' },
    'Items done whose fix did not hold, as somebody said, at the end of 2026-W46.',
  ],
  [{ week, revised: true }, 'Items of which something was learnt more than a day after 2026-W46.'],
  [
    { flag: 'at_risk', state: 'in_progress', text: 'card' },
    'Items flagged “due soon, not started”, in state in progress, with “card”.',
  ],
  [{ team: 'payments,platform' }, 'Items teams Payments, Platform.'],
])('a list says what it shows: %j', (given, expected) => {
  expect(sentence(given)).toBe(expected);
});

it('of a running week what is true now', () => {
  expect(sentence({ week, flow: 'openAtEnd' }, true)).toBe('Items unfinished now.');
  expect(sentence({ week, flag: 'overdue' }, true)).toBe('Items flagged “overdue”, now.');
});
