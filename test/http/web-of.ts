import type { Express } from 'express';
import { createWeb } from '../../src/http/web.ts';
import { createLog } from '../../src/lib/log.ts';
import { webhookReaders } from '../../src/webhook-readers.ts';
import { document, type House } from '../support/house.ts';

/** The doors of a house, as a browser finds them. */
export function webOf(
  house: Pick<House, 'config' | 'database' | 'now'>,
  timetable: { running: boolean } = { running: true },
  onStored: (trackerId: string) => void = () => undefined,
): Express {
  return createWeb({
    config: house.config,
    db: house.database.db,
    clock: () => house.now(),
    log: createLog('silent'),
    isTimetableRunning: () => timetable.running,
    webhooks: { readers: webhookReaders, onStored },
  });
}

/** Two postmortems of two teams a fortnight ago: one item overdue, one without an owner, one done, one in no tracker yet. */
export async function furnish(house: House): Promise<void> {
  await house.give(
    document('checkout', [
      '| Reject unknown currency codes | @priya | 2026-11-10 | High | | |',
      '| Improve the alert on declined payments | | 2026-12-01 | Low | | |',
    ]),
  );
  await house.give(
    document(
      'kubernetes',
      ['| Page on-call when the pool is full | Tom Becker | 2026-11-13 | P1 | | |'],
      'INC-232',
    ),
    'docs/nodes.md',
  );
  await house.drain();
  const done = (await house.items()).find(({ text }) => text.startsWith('Page'));
  house.jira.store.transition(done?.tracker?.issueId ?? '', 'Done', {
    by: 'account-tom',
    at: new Date('2026-11-12T09:00:00Z'),
  });
  house.setNow('2026-11-16T09:00:00Z');
  await house.sweep();
  await house.give(
    document('checkout', ['| Rehearse a provider change | @tom | 2026-12-10 | | | |'], 'INC-233').replace(
      'Checkout refused cards',
      'Cards refused <again> & again',
    ),
    'docs/third.md',
  );
}
