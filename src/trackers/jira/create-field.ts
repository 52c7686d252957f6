import { z } from 'zod';

/** A field of the create screen, as createmeta describes it. */
export const createFieldSchema = z.object({
  fieldId: z.string(),
  name: z.string(),
  required: z.boolean(),
  hasDefaultValue: z.boolean().nullish(),
  schema: z
    .object({ type: z.string(), items: z.string().nullish(), custom: z.string().nullish() })
    .nullish()
    .catch(null),
  allowedValues: z
    .array(z.object({ value: z.string().nullish(), name: z.string().nullish(), id: z.string().nullish() }))
    .nullish()
    .catch(null),
});
export type CreateField = z.infer<typeof createFieldSchema>;
