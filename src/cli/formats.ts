/** `github` and `gitlab` are what their pull and merge requests show beside the line. */
export const importFormats = ['text', 'json', 'github', 'gitlab'] as const;
export type ImportFormat = (typeof importFormats)[number];

export const reportNames = ['completion', 'repeats', 'programme', 'slips', 'items', 'incidents'] as const;
export type ReportName = (typeof reportNames)[number];

export const reportFormats = ['text', 'json', 'csv', 'html'] as const;
export type ReportFormat = (typeof reportFormats)[number];
