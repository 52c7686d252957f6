import { writeTemplate } from '../postmortem/template.ts';
import type { Output } from './output.ts';

export interface TemplateOptions {
  readonly service?: readonly string[];
  readonly severity?: string;
  readonly incident?: string;
}

/** Prints a postmortem to be filled in, every field of which `import` reads. */
export function runTemplate({ service = [], severity, incident }: TemplateOptions, output: Output): 0 {
  output.result(
    writeTemplate({ incident: { id: incident ?? null, severity: severity ?? null, services: service } }),
  );
  return 0;
}
