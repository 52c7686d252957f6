import { levels, priorities, type Level, type Priority } from './promise.ts';

const priorityWords: Readonly<Record<Priority, RegExp>> = {
  urgent:
    /^(?:p-?0|urgent|critical|highest|blocker|kritisk|緊急|最優先|crític[ao]|urgente|critique|kritisch|dringend|紧急)$/u,
  high: /^(?:p-?1|high|major|høy|高|alt[ao]|haute|élevée?|hoch|hög|hoog|must(?:[- ]have)?)$/u,
  medium: /^(?:p-?2|medium|moderate|normal|med|middels|中|medi[ao]|média|médio|moyenne?|mittel)$/u,
  low: /^(?:p-?[345]|low|lowest|minor|trivial|lav|低|baj[ao]|baixa|bass[ao]|basse|faible|niedrig|gering|låg|laag)$/u,
};

/** The priority a word stands for (`P1`, `High`, `medium priority`), or null. */
export function priorityOf(word: string): Priority | null {
  const plain = word
    .toLowerCase()
    .replace(/[*_`"'.:!()[\]\s\p{Extended_Pictographic}\uFE0F]+/gu, ' ')
    .trim()
    .replace(/ ?priority ?/, '');
  const short = /^p-?[0-5]\b/.exec(plain)?.[0] ?? plain;
  return priorities.find((priority) => priorityWords[priority].test(short)) ?? null;
}

/** The level a word stands for (`L4`, `l4 execution`), or null. */
export function levelOf(word: string): Level | null {
  const plain = word.trim().toUpperCase().slice(0, 2);
  if (/^L\d(?!\d)/i.test(word.trim())) return levels.find((level) => level === plain) ?? null;
  const named = chain.findIndex((stage) => stage.test(word.trim()));
  return levels[named] ?? null;
}

/** The levels' names, in order. */
const chain = [
  /^strateg(?:y|ic)$/i,
  /^discovery$/i,
  /^scop(?:e|ing)$/i,
  /^execut(?:e|ion)$/i,
  /^operat(?:e|ions?|ional)$/i,
];

const finished =
  /^(?:done|complete[d]?|closed|fixed|resolved|merged|shipped|implemented|deployed|finished|released|yes|y|x|true|utført|gjort|løst|ferdig|ja|完了|対応済み?|実施済み?|済み?|はい|已完成|完成|已解决|hecho|hecha|completad[oa]|completat[oa]|terminad[oa]|realizad[oa]|sí|si|feito|feita|concluíd[oa]|sim|fatto|fatta|terminée?|faite?|complétée?|oui|erledigt|abgeschlossen|umgesetzt|fertig|klar|gereed|gedaan|afgerond|opgelost|uitgevoerd|zrobion[eya]|wykonan[eyao]|zakończon[eya]|gotowe|hotovo|valmis|tehty|tamamlandı|yapıldı|сделано|готово|выполнено|zrobione|già (?:fatto|attivo|attiva|completat[oa])|déjà (?:fait|en place)|ya (?:hecho|hecha|activo)|já (?:feito|feita)|bereits (?:erledigt|umgesetzt)|färdigt?|løst|완료|hoàn thành|đã xong|selesai|100 ?%)(?![\p{L}])/u;
const owed =
  /^(?:not (?:done|started|yet|complete)|in[- ]?complete|un(?:done|resolved|finished)|partial|to[- ]?do|open|in[- ]?progress|ongoing|on[- ]?going|pending|planned|backlog|wip|no|n|false|blocked|failed|deferred|later|scheduled|started|in[- ]?review|to be done|todo|pågår|påbegynt|ikke startet|nei|未着手|未対応|未完了|対応中|進行中|いいえ|未完成|未开始|进行中|待办|pendiente|pendente|en (?:curso|progreso)|em andamento|in corso|da fare|aperto|à faire|en cours|non|não|nein|offen|in arbeit|loopt|lopend|in behandeling|w toku|otwarte|в работе|открыто|devam ediyor|pågående|i gang|진행 ?중|미완료|en attente|planifié|prévu|geplant|gepland|planowane|previst[oa]|pianificat[oa]|already planned|in development|đang (?:chờ|làm|thực hiện)|chưa|예정|대기|not yet|\d{1,2} ?%)(?![\p{L}])/u;

/** Whether a word of state means done (true) or still owed (false); null when it says neither. */
export function doneWord(text: string): boolean | null {
  const start = text.slice(0, 80);
  if (
    /^[\s*_~[(]*[✅☑✔✓]/u.test(start) ||
    /^\s*:(?:white_check_mark|heavy_check_mark|ballot_box_with_check):/.test(start)
  )
    return true;
  if (/^\s*\[[xX*]\]/.test(start)) return true;
  if (/^\s*\[ ?\]|^[\s*_[(]*[🚧⏳🔲⬜❌🔄🟡🔴]/u.test(start)) return false;
  const plain = start.toLowerCase().replace(/^[\s*_`~[(.:"'\p{Extended_Pictographic}\uFE0F-]+/u, '');
  if (owed.test(plain)) return false;
  return finished.test(plain) ? true : null;
}
