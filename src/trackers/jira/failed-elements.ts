import { z } from 'zod';

/** What Jira objects to in one element of a call about many. */
export interface FailedElement {
  /** Its place in the call, counted from 0. */
  readonly place: number;
  readonly status: number;
  readonly objections: readonly string[];
  readonly fieldErrors: Readonly<Record<string, string>>;
}

const collectionSchema = z.object({
  errorMessages: z.array(z.string()).default([]),
  errors: z.record(z.string(), z.unknown()).default({}),
});

/** Jira's `errors` of a bulk answer; the same shape whether some elements failed (201) or all of them (400). */
export const failedElementsSchema = z
  .array(
    z.object({
      failedElementNumber: z.number().int().min(0),
      status: z.number().int().default(400),
      elementErrors: collectionSchema.default({ errorMessages: [], errors: {} }),
    }),
  )
  .transform((errors): readonly FailedElement[] =>
    errors.map(({ failedElementNumber, status, elementErrors }) => ({
      place: failedElementNumber,
      status,
      objections: elementErrors.errorMessages,
      fieldErrors: Object.fromEntries(
        Object.entries(elementErrors.errors).map(([field, words]) => [field, String(words)]),
      ),
    })),
  );

const refusalSchema = z.object({ errors: failedElementsSchema });

/** The objections in the body of a refused bulk call; none when the call itself was at fault. */
export function failedElementsOf(json: unknown): readonly FailedElement[] {
  return refusalSchema.safeParse(json).data?.errors ?? [];
}
