import type { LabelledValue } from './labelled-values.ts';
import { isPlaceholder } from './placeholders.ts';
import { trimBoth } from './trim-marks.ts';

const severityLabel =
  /^(?:(?:incident|issue|outage|event|overall|initial|final|assessed) )?(?:severity(?: (?:level|rating|class|classification))?|sev(?: ?level)?|severity ?[/&] ?priority|impact level|incident (?:level|class|classification)|criticality|alvorlighetsgrad|alvorlighet|alvorsgrad|severidad|gravedad|nivel de severidad|criticidad|sévérité|gravité|niveau de (?:gravité|sévérité)|criticité|schweregrad|schwere|severidade|gravidade|severità|gravità|深刻度|重大度|重要度|影響度|障害レベル|ernst(?: van de storing)?|prioriteit|classificatie|impactniveau|poziom(?: krytyczności| ważności)?|krytyczność|waga|priorytet|priorität|einstufung|klassifi(?:zierung|cering|kation)|klasse|allvarlighetsgrad|allvarlighet|závažnost|önem derecesi|seviye|критичность|уровень|심각도|등급|class(?:ification)?|event class|harm level|severity score|影響レベル|ランク|レベル|严重程度|严重级别|故障等级|故障级别|级别)$/u;
const priorityLabel =
  /^(?:(?:incident|issue) )?(?:priority|prio|prioritet|prioridad|priorité|priorität|priorytet(?: zgłoszenia| incydentu)?|prioriteit|priorità|prioridade|优先级|優先度)$/u;
const serviceLabel =
  /^(?:(?:affected|impacted|involved) )?(?:services?|components?|systems?|products?|applications?|platforms?|service\(s\)|service names?)(?: \(s\))?(?: (?:affected|impacted|involved))?$|^(?:what was affected|affected|impacted|berørte (?:tjenester|systemer|applikasjoner)|servicios? (?:afectados?|impactados?)|sistemas afectados|services? (?:touchés?|impactés?|affectés?|concernés?)|betroffene (?:dienste|systeme|services?)|serviços afetados|servizi (?:interessati|coinvolti)|影響(?:範囲|サービス)|対象(?:サービス|システム)|受影响(?:的)?(?:服务|系统)|影响(?:服务|范围))$/u;
const idLabel =
  /^(?:incident ?(?:id|number|no\.?|key|reference|ref|link|ticket|issue)?(?: ?\/ ?date)?|incident #|postmortem (?:id|number)|report (?:id|number|no)|case (?:id|number)|インシデント(?:id|番号)|incident-id|id|hendelses-?id|id del incidente|numéro d'incident|vorfall(?:s-?id|snummer)|故障编号|事件编号)$/u;
const authorLabel =
  /^(?:authors?|author\(s\)|written by|created by|prepared by|reported by|owner|av|forfatter|作成者|作成|autor(?:es|as)?|auteurs?|verfasser(?:in)?|erstellt von|autore|by|作者|撰写人)$/u;
const publishedLabel =
  /^(?:published(?: (?:on|at|date))?|date published|date of publication|publish date|post-?mortem date|review date|report date|report published|date of (?:the )?report|document date|publication date|publisert|publicado(?: el)?|publié le|veröffentlicht(?: am)?|公開日|作成日|发布日期)$/u;
const repeatsLabel =
  /^(?:repeats?|repeat of|recurrence of|recurs|same (?:as|cause as)|repeated incident|再発元)$/u;
const causeLabel =
  /^(?:causes?|cause (?:keys?|categor(?:y|ies)|types?|tags?)|root cause (?:categor(?:y|ies)|types?|class(?:ification)?|tags?)|原因分類|årsakskategori)$/u;
const visibleLabel =
  /^(?:customer[- ](?:visible|facing|impacting)|visible to customers|customers? affected\??)$/u;

const levelWords =
  /\b(?:SEV(?:ERITY)?[- ]?[0-5]|S[0-5](?= incident)|P[0-5](?= (?:incident|outage))|(?<=\bincident )P[0-5]|(?<=\bpriority:? )P[0-5])\b/i;

/** The severity a document states, in its own words and without the explanation behind it. */
export function statedSeverity(
  values: readonly LabelledValue[],
  title: string,
  opening: string,
): string | null {
  for (const { label, value } of values) {
    const word = severityLabel.test(label) ? severityWord(value) : null;
    if (word !== null) return word;
  }
  for (const { label, value, line } of values) {
    const word = priorityLabel.test(label) && line <= 40 ? severityWord(value) : null;
    if (word !== null && /^p-?[0-5]$/i.test(word)) return word;
  }
  const named =
    levelWords.exec(title.slice(0, 300)) ??
    /(?<=\bseverity:? )(?:low|minor|medium|moderate|high|major|critical)\b/i.exec(title.slice(0, 300)) ??
    /(?<=[[(])P[0-5](?=[\])])/.exec(title.slice(0, 300));
  if (named) return named[0];
  const told = new Set(
    [...opening.slice(0, 3000).matchAll(new RegExp(levelWords, 'gi'))].map(([word]) =>
      word.toUpperCase().replace(/[- ]/g, ''),
    ),
  );
  return told.size === 1 ? (levelWords.exec(opening)?.[0] ?? null) : null;
}

function severityWord(value: string): string | null {
  const scoped = /^~"?(?:severity|sev|priority)::?(\w{1,20})"?/i.exec(value)?.[1];
  if (scoped) return scoped;
  const two = /^\W{0,4}((?:SEV[- ]?|[SP])[0-5])\s?\/\s?(?:SEV[- ]?|[SP])[0-5]\b(?!\s?\/)/i.exec(value)?.[1];
  const word =
    two ??
    trimBoth(
      value
        .replace(/^[\p{Extended_Pictographic}\uFE0F\s]+/u, '')
        .split(
          /[(（;,、|—–→·•]|\s->|\s-\s|\.(?:\s|$)|:\s|\s{2}|\s(?:because|due to|por|por causa|wegen|aufgrund|car)\s/u,
        )[0] ?? '',
      ' .*_`"\'[]~',
    );
  return word !== '' &&
    word.length <= 40 &&
    word.split(' ').length <= 5 &&
    !isPlaceholder(word) &&
    !/[/?]/.test(word)
    ? word
    : null;
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

/** The incident that this one is said to repeat: by a label, or in the words "a repeat of INC-118". */
export function statedRepeats(values: readonly LabelledValue[], opening: string): string | null {
  const labelled = values.find(({ label, value }) => repeatsLabel.test(label) && value.length <= 60);
  const id = labelled ? (idPattern.exec(labelled.value)?.[0] ?? trimBoth(labelled.value, ' `*_[]')) : null;
  if (id) return id;
  const said =
    /\b(?:a )?(?:repeat|recurrence|reoccurrence|repetition|repeat occurrence) of (?:the )?(?:incident )?/i.exec(
      opening,
    );
  const behind = said
    ? idPattern.exec(opening.slice(said.index + said[0].length, said.index + said[0].length + 40))
    : null;
  return behind?.index === 0 ? behind[0] : null;
}

/** Keys of causes, `config-push`: only where the document classifies, since a cause told in words is no key. */
export function statedCauses(values: readonly LabelledValue[]): string[] {
  const found = values.find(({ label, value }) => causeLabel.test(label) && value.length <= 120);
  if (!found || /[.!?](?:\s|$)/.test(found.value)) return [];
  const names = splitNames(found.value);
  return names.every((name) => name.split(' ').length <= 3)
    ? names.map((name) => name.toLowerCase().replace(/\s+/g, '-'))
    : [];
}

export function statedVisibility(values: readonly LabelledValue[]): boolean | null {
  const value = values.find(({ label }) => visibleLabel.test(label))?.value.trim() ?? '';
  if (/^(?:yes|true|ja|sí|oui|はい)\b/iu.test(value)) return true;
  return /^(?:no|none|false|nei|nein|non|いいえ)\b/iu.test(value) ? false : null;
}

const idPattern =
  /(?<![\p{L}\d])(?:INC|PM|IR|PIR|RCA|COE|INCIDENT|OUTAGE|[Ii]ncident(?= ?#|[ -](?!20\d\d)\d{4,7}(?![\d-])))[-_ ]?#?\d[\d-]{0,14}(?![\p{L}\d])/u;

/** The incident's id: stated, or written like `INC-231` in the title or file name. */
export function statedIncidentId(
  values: readonly LabelledValue[],
  title: string,
  fileName: string,
): string | null {
  const stated = values
    .map(({ label, value }) => ({ label, value: value.split(' / ')[0] ?? value }))
    .find(
      ({ label, value }) =>
        idLabel.test(label) &&
        /^\W{0,3}[\p{L}#]{0,12}[-_ #]{0,2}\d[\p{L}\d-]{0,20}\W{0,3}$/u.test(value) &&
        !/^\W?\d{4}-\d\d-\d\d/.test(value),
    );
  if (stated) return trimBoth(stated.value, ' `*_[]#');
  const found =
    idPattern.exec(title.slice(0, 300)) ?? idPattern.exec(fileName.slice(0, 300).replace(/_/g, ' '));
  return found ? trimBoth(found[0], ' -') : null;
}

function splitNames(value: string): string[] {
  return value
    .split(/[,;、，\n]|\s(?:and|og|y|et|und|e)\s/)
    .map((name) => name.replace(/^\s*and\s/, ''))
    .map((name) => trimBoth(name.replace(/\s?\(\[?@[^)]*\)+/g, ''), ' `*_.'))
    .filter((name) => name !== '' && !isPlaceholder(name));
}
