import { expect, it } from 'vitest';
import { tryDocuments } from '../fuzz/trial.ts';

it('reads whatever it is given: no crash, no second lost, no item without a line (more of it with `npm run fuzz`)', () => {
  const { items, faults } = tryDocuments(1, 1500);

  expect(faults).toEqual([]);
  expect(items).toBeGreaterThan(1500);
});
