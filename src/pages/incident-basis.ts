import type { RepeatRow } from '../reports/repeats-report.ts';

/** How it is known that an incident repeats another, in words. */
export const basisWords: Readonly<Record<RepeatRow['basis'], string>> = {
  declared: 'its record says so',
  confirmed: 'a person confirmed it',
  'same-cause': 'same service and cause',
};
