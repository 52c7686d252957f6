import { z } from 'zod';

/** The issue property that says whose issue it is; a clone gets the labels, never the property. */
export const markerProperty = 'pm.actionItem';

const markerSchema = z.object({ k: z.string() });

/** The property as it is put into the create. */
export function markerOf(key: string): { key: string; value: { k: string; v: number } } {
  return { key: markerProperty, value: { k: key, v: 1 } };
}

/** The identity key in the properties of an issue; null when there is none. */
export function markerIn(properties: Readonly<Record<string, unknown>> | undefined): string | null {
  return markerSchema.safeParse(properties?.[markerProperty]).data?.k ?? null;
}
