import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadIncidentState } from '../../src/db/repeat-book-store.ts';
import { findRecordedIncidents } from '../../src/db/incident-by-hand-store.ts';
import { draftOf, type GivenIncident } from '../../src/incidents/incident-draft.ts';
import { draftRules, recordIncidents } from '../../src/intake/record-incidents.ts';
import { document, openHouse, type House } from '../support/house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse('2026-11-04T12:00:00Z');
});
beforeEach(() => house.database.reset());
afterAll(() => house.close());

const settings = () => ({ db: house.database.db, config: house.config, clock: () => house.now() });

async function record(...given: GivenIncident[]) {
  const drafts = given.map((one) => {
    const read = draftOf(one, draftRules(settings()));
    if ('problems' in read) throw new Error(JSON.stringify(read.problems));
    return read.draft;
  });
  return recordIncidents(settings(), drafts);
}

async function factsOf(id: string) {
  return (await findRecordedIncidents(house.database.db, [id])).get(id)?.facts ?? null;
}

const byHand = {
  id: 'INC-231',
  title: 'Payments fail',
  severity: 'sev-2',
  services: ['ledger'],
  causes: ['config-push'],
  customerVisible: true,
  startedAt: '2026-11-02T09:00:00Z',
};

describe('an incident without a postmortem', () => {
  it('is recorded, and the same again changes nothing', async () => {
    expect(await record(byHand)).toEqual({
      recorded: [{ id: 'INC-231', status: 'recorded', overruled: [] }],
    });
    const state = await loadIncidentState(house.database.db);
    expect(await record(byHand)).toEqual({
      recorded: [{ id: 'INC-231', status: 'unchanged', overruled: [] }],
    });
    expect(await loadIncidentState(house.database.db)).toEqual(state);
    expect(await factsOf('INC-231')).toMatchObject({
      title: 'Payments fail',
      severity: 'SEV2',
      services: ['ledger'],
      startedAt: new Date('2026-11-02T09:00:00Z'),
      endedAt: null,
    });
  });

  it('takes what is said of it later, fact by fact', async () => {
    await record(byHand);
    expect(await record({ id: 'INC-231', endedAt: '2026-11-02T10:00:00Z', causes: [] })).toMatchObject({
      recorded: [{ status: 'updated' }],
    });
    expect(await factsOf('INC-231')).toMatchObject({
      title: 'Payments fail',
      causes: [],
      endedAt: new Date('2026-11-02T10:00:00Z'),
    });
  });

  it('is refused when it ends before it starts, however that comes about, and nothing else is recorded', async () => {
    await record(byHand);
    const refused = await record(
      { id: 'INC-9', title: 'Fine' },
      { id: 'INC-231', endedAt: '2026-11-02T08:59:59Z' },
    );
    expect(refused).toEqual({
      problems: [
        {
          place: 1,
          field: 'endedAt',
          message: 'It ends (2026-11-02T08:59:59.000Z) before it starts (2026-11-02T09:00:00.000Z).',
        },
      ],
    });
    expect(await factsOf('INC-9')).toBeNull();
    expect(await factsOf('INC-231')).toMatchObject({ endedAt: null });
  });

  it('needs a title the first time', async () => {
    expect(await record({ id: 'INC-9' })).toMatchObject({ problems: [{ place: 0, field: 'title' }] });
  });
});

describe('a postmortem that names the incident', () => {
  const row = '| Reject unknown currency codes | @priya | 2026-11-20 | High | | |';

  it('joins it: what it states stands, and what it does not state is kept', async () => {
    await record(byHand);
    await house.give(document('checkout', [row]));
    expect(await factsOf('INC-231')).toMatchObject({
      title: 'Checkout refused cards',
      severity: 'SEV1',
      services: ['checkout'],
      startedAt: new Date('2026-11-02T09:12:00Z'),
      endedAt: new Date('2026-11-02T10:01:00Z'),
      causes: ['config-push'],
      customerVisible: true,
    });
  });

  it('keeps its word against what is recorded by hand later, and says where', async () => {
    await house.give(document('checkout', [row]));
    expect(await record({ ...byHand, title: undefined })).toEqual({
      recorded: [{ id: 'INC-231', status: 'updated', overruled: ['severity', 'services', 'startedAt'] }],
    });
    expect(await factsOf('INC-231')).toMatchObject({
      severity: 'SEV1',
      services: ['checkout'],
      customerVisible: true,
    });
  });

  it('gives way to what was recorded by hand when an edit takes its word back', async () => {
    await house.give(document('checkout', [row]));
    await record(byHand);
    await house.give(document('checkout', [row]).replace('severity: SEV1\n', ''));
    expect(await factsOf('INC-231')).toMatchObject({ severity: 'SEV2', services: ['checkout'] });
    await record({ id: 'INC-231', severity: 'SEV3' });
    expect(await factsOf('INC-231')).toMatchObject({ severity: 'SEV3' });
  });

  it('leaves the incident as it was recorded when it turns to another', async () => {
    await record(byHand);
    await house.give(document('checkout', [row]));
    await house.give(document('checkout', [row], 'INC-400'));
    expect(await factsOf('INC-231')).toMatchObject({
      title: 'Payments fail',
      severity: 'SEV2',
      endedAt: null,
    });
    expect(await factsOf('INC-400')).toMatchObject({
      title: 'Checkout refused cards',
      customerVisible: null,
    });
  });
});
