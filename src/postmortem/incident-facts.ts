import type { LabelledValue } from './labelled-values.ts';
import { isPlaceholder } from './placeholders.ts';
import { trimBoth } from './trim-marks.ts';

const severityLabel =
  /^(?:incident )?(?:severity(?: level)?|sev(?: level)?|severity rating|alvorlighetsgrad|alvorlighet|severidad|gravedad|sévérité|gravité|niveau de gravité|schweregrad|深刻度|重大度|影響度|严重程度)$/u;
const serviceLabel =
  /^(?:(?:affected |impacted )?(?:services?|components?|systems|products|applications)(?: (?:affected|impacted|involved))?|services? impacted|berørte tjenester|servicios? afectados?|services? touchés?|影響(?:範囲|サービス)|対象サービス)$/u;
const idLabel =
  /^(?:incident (?:id|number|no|key|reference|ref)|incident #|postmortem (?:id|number)|インシデントid|incident-id|id)$/u;
const authorLabel =
  /^(?:authors?|written by|created by|av|forfatter|作成者|autor(?:es)?|auteurs?|verfasser|by)$/u;
const publishedLabel =
  /^(?:published(?: (?:on|at|date))?|date published|postmortem date|report date|date of report|publication date)$/u;

/** The severity a document states, in its own words and without the explanation behind it. */
export function statedSeverity(values: readonly LabelledValue[], title: string): string | null {
  for (const { label, value } of values) {
    if (!severityLabel.test(label)) continue;
    const word = trimBoth(value.split(/[(（;,|—–]|\s-\s|\.\s|:\s|\s{2}/)[0] ?? '', ' .*_`"');
    if (word !== '' && word.length <= 40 && !isPlaceholder(word) && !/\//.test(word)) return word;
  }
  return /\bSEV[- ]?[0-5]\b/i.exec(title.slice(0, 300))?.[0] ?? null;
}

/** The services a document names as affected. */
export function statedServices(values: readonly LabelledValue[]): string[] {
  const found = values.find(({ label, value }) => serviceLabel.test(label) && value.length <= 300);
  if (!found || /[.!?]\s/.test(found.value)) return [];
  const names = splitNames(found.value.replace(/[（(][^()（）]{0,120}[）)]/g, ' '));
  return names.every((name) => name.length <= 60 && name.split(' ').length <= 5) ? names : [];
}

export function statedAuthors(values: readonly LabelledValue[]): string[] {
  const found = values.find(({ label, value }) => authorLabel.test(label) && value.length <= 200);
  return found ? splitNames(found.value).filter((name) => name.length <= 60) : [];
}

/** Where the document says when it was published, in words. */
export function statedPublication(values: readonly LabelledValue[]): string | null {
  return values.find(({ label }) => publishedLabel.test(label))?.value ?? null;
}

const idPattern =
  /(?<![\p{L}\d])(?:INC|PM|IR|PIR|RCA|COE|INCIDENT|[Ii]ncident(?= ?#))[-_ ]?#?\d[\d-]{0,14}(?![\p{L}\d])/u;

/** The incident's id: stated, or written like `INC-231` in the title or file name. */
export function statedIncidentId(
  values: readonly LabelledValue[],
  title: string,
  fileName: string,
): string | null {
  const stated = values.find(
    ({ label, value }) =>
      idLabel.test(label) && /\d/.test(value) && value.length <= 40 && !/\s.*\s/.test(value),
  );
  if (stated) return trimBoth(stated.value, ' `*_[]');
  const found =
    idPattern.exec(title.slice(0, 300)) ?? idPattern.exec(fileName.slice(0, 300).replace(/_/g, ' '));
  return found ? trimBoth(found[0], ' -') : null;
}

function splitNames(value: string): string[] {
  return value
    .split(/[,;、]|\s(?:and|og|y|et|und)\s/)
    .map((name) => name.replace(/^\s*and\s/, ''))
    .map((name) => trimBoth(name.replace(/\s?\(\[?@[^)]*\)+/g, ''), ' `*_.'))
    .filter((name) => name !== '' && !isPlaceholder(name));
}
