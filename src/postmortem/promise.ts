/** The closed vocabularies of a promise as a postmortem states it. */

export const priorities = ['urgent', 'high', 'medium', 'low'] as const;
export type Priority = (typeof priorities)[number];

export const categories = ['prevent', 'detect', 'mitigate', 'process', 'investigate'] as const;
export type Category = (typeof categories)[number];

/** Level of the chain: L1 strategy, L2 discovery, L3 scope, L4 execution, L5 operation. */
export const levels = ['L1', 'L2', 'L3', 'L4', 'L5'] as const;
export type Level = (typeof levels)[number];
