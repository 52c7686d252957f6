import { expect, it } from 'vitest';
import { markerStep } from '../../src/reconcile/marker-step.ts';
import { issue } from '../support/factories.ts';

const read = new Date('2026-11-03T09:00:00Z');
const putBack = new Date('2026-11-05T09:00:00Z');
const bare = issue({ labels: ['reliability'], updatedAt: new Date('2026-11-07T09:00:00Z') });

it.each([
  ['worn', issue({ labels: ['Postmortem'] }), null, [], 'leave'],
  ['removed', bare, null, [], 'put-back'],
  ['removed again', bare, putBack, [], 'note'],
  [
    'removed again and noted',
    bare,
    putBack,
    ['The label "postmortem" was removed again; it stays off.'],
    'leave',
  ],
  ['on its way back', issue({ labels: [], updatedAt: read }), putBack, [], 'leave'],
  ['missing from a finished issue', issue({ labels: [], state: 'done' }), null, [], 'leave'],
])('a marker label that is %s: the step is fit', (_what, shown, markerPutBackAt, drift, step) => {
  expect(markerStep({ issueUpdatedAt: read, markerPutBackAt, drift }, shown, 'postmortem')).toBe(step);
});

it('a marker label is not asked of an issue never read before', () => {
  expect(markerStep({ issueUpdatedAt: null, markerPutBackAt: null, drift: [] }, bare, 'postmortem')).toBe(
    'leave',
  );
});
