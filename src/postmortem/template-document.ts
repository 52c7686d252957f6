import { fileName } from './title.ts';

const templateName = /(?:^|[-_ .])(?:template|modele|modèle|plantilla|vorlage|mal|skeleton)(?:[-_ .]|$)/i;
const reportName = /post-?mortem|incident|outage|retro|report|rapport|rca|review/i;

/** Whether a file is a form to be filled in, by its name: `template.md`, `postmortem-template.md`, `template-incident-report.md`. */
export function isTemplateFile(source: string): boolean {
  const stem = fileName(source).replace(/(?:\.[a-z]{2,8})+$/i, '');
  if (/^_?(?:template|modele|plantilla|vorlage|skeleton)$/i.test(stem)) return true;
  return templateName.test(stem) && reportName.test(stem) && !/\d{4}/.test(stem);
}
