import type { FastClock } from './fast-clock.ts';
import { jiraSide } from './jira-side.ts';
import { linearSide } from './linear-side.ts';
import type { TrackerSide } from './tracker-side.ts';

/** The trackers the fault test plays, by their kind. */
export const sides: Readonly<Record<string, (clock: FastClock) => Promise<TrackerSide>>> = {
  linear: linearSide,
  'jira-cloud': jiraSide,
};
