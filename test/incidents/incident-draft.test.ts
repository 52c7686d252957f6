import { describe, expect, it } from 'vitest';
import { draftOf, type GivenIncident } from '../../src/incidents/incident-draft.ts';

const rules = {
  timeZone: 'Europe/Berlin',
  now: new Date('2026-11-16T09:00:00Z'),
  severityOf: (written: string) => (written.toLowerCase() === 'sev-1' ? 'SEV1' : written),
};
const read = (given: GivenIncident) => draftOf(given, rules);
const problemsOf = (given: GivenIncident) => {
  const found = read(given);
  return 'problems' in found ? found.problems.map(({ field, message }) => `${field}: ${message}`) : [];
};

describe('what is given for an incident', () => {
  it('is understood as text, and as JSON has it', () => {
    const asText = read({
      id: ' INC-7 ',
      title: 'Checkout down',
      severity: 'sev-1',
      services: 'checkout; ledger,checkout',
      causes: 'config-push',
      customerVisible: 'Yes',
      startedAt: '2026-11-02 09:12',
      endedAt: '2026-11-02T10:01:00Z',
    });
    const asJson = read({
      id: 'INC-7',
      title: 'Checkout down',
      severity: 'SEV1',
      services: ['checkout', 'ledger'],
      causes: ['config-push'],
      customerVisible: true,
      startedAt: '2026-11-02T08:12:00Z',
      endedAt: '2026-11-02T10:01:00Z',
    });
    expect(asText).toEqual(asJson);
    expect(asText).toMatchObject({
      draft: {
        id: 'INC-7',
        facts: { severity: 'SEV1', services: ['checkout', 'ledger'], customerVisible: true },
      },
    });
  });

  it('leaves alone what it does not mention, and takes back what it says is nothing', () => {
    expect(read({ id: 'INC-7', severity: null, services: [] })).toMatchObject({
      draft: { facts: { severity: null, services: [], title: undefined, startedAt: undefined } },
    });
  });

  it('keeps a severity that nobody knows', () => {
    expect(read({ id: 'INC-7', severity: 'Purple' })).toMatchObject({
      draft: { facts: { severity: 'Purple' } },
    });
  });

  it.each<[GivenIncident, string]>([
    [{}, 'id: It is missing.'],
    [{ id: '  ' }, 'id: It is missing.'],
    [{ id: 7 }, 'id: It must be text.'],
    [{ id: 'a\u0000b' }, 'id: It has a character that is no text.'],
    [{ id: 'x'.repeat(501) }, 'id: It has 501 characters; 500 are allowed.'],
    [{ id: 'INC-7', repeats: 'INC-7' }, 'repeats: An incident cannot repeat itself.'],
    [{ id: 'INC-7', customerVisible: 'perhaps' }, 'customerVisible: "perhaps" is neither yes nor no.'],
    [{ id: 'INC-7', services: [7] }, 'services: It must be a list of names.'],
    [{ id: 'INC-7', services: { a: 1 } }, 'services: It must be a list of names.'],
    [{ id: 'INC-7', causes: ['a\u0000'] }, 'causes: One of its names is too long, or no text.'],
    [
      { id: 'INC-7', startedAt: '2026-11-16T09:00:01Z' },
      'startedAt: "2026-11-16T09:00:01Z" lies in the future',
    ],
    [{ id: 'INC-7', startedAt: 'soon' }, 'startedAt: "soon" is no day and no instant.'],
    [{ id: 'INC-7', startedAt: 1762074720 }, 'startedAt: It must be text.'],
  ])('is refused with a word on what is wrong: %j', (given, problem) => {
    expect(problemsOf(given)).toEqual([expect.stringContaining(problem)]);
  });

  it('is told of every problem at once', () => {
    expect(problemsOf({ id: 'INC-7', startedAt: 'soon', customerVisible: 'perhaps' })).toHaveLength(2);
  });
});
