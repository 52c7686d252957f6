import type { TrackerKind } from '../../src/trackers/tracker.ts';
import type { FastClock } from './fast-clock.ts';
import { dataCenterSide, jiraSide } from './jira-side.ts';
import { linearSide } from './linear-side.ts';
import type { TrackerSide } from './tracker-side.ts';

/** The trackers the fault test plays. */
export const sides: readonly {
  readonly kind: TrackerKind;
  readonly start: (clock: FastClock) => Promise<TrackerSide>;
}[] = [
  { kind: 'linear', start: linearSide },
  { kind: 'jira-cloud', start: jiraSide },
  { kind: 'jira-data-center', start: dataCenterSide },
];
