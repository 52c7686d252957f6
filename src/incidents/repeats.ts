/** How we know that an incident repeats another, the first rule that finds one deciding. */
export const repeatBases = ['declared', 'confirmed', 'same-cause'] as const;
export type RepeatBasis = (typeof repeatBases)[number];
