import { levels, priorities, type Level, type Priority } from './promise.ts';

const priorityWords: Readonly<Record<Priority, RegExp>> = {
  urgent: /^(?:p-?0|urgent|critical|highest|blocker|kritisk|緊急|最優先|crítica|urgente|critique|kritisch)$/u,
  high: /^(?:p-?1|high|major|høy|高|alta|haute|élevée?|hoch)$/u,
  medium: /^(?:p-?2|medium|moderate|normal|med|middels|中|media|moyenne?|mittel)$/u,
  low: /^(?:p-?[345]|low|lowest|minor|trivial|lav|低|baja|basse|faible|niedrig)$/u,
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
  return /^L\d(?!\d)/i.test(word.trim()) ? (levels.find((level) => level === plain) ?? null) : null;
}

const finished =
  /^(?:done|complete[d]?|closed|fixed|resolved|merged|shipped|implemented|deployed|finished|released|yes|y|x|true|utført|gjort|løst|ferdig|ja|完了|対応済み?|済み?|はい|hecho|hecha|completad[oa]|sí|terminée?|faite?|complétée?|oui|erledigt|fertig)(?![\p{L}])/u;
const owed =
  /^(?:not (?:done|started|yet|complete)|in[- ]?complete|un(?:done|resolved|finished)|partial|to[- ]?do|open|in[- ]?progress|ongoing|on[- ]?going|pending|planned|backlog|wip|no|n|false|blocked|failed|deferred|later|scheduled|started|in[- ]?review|to be done|todo|pågår|påbegynt|ikke startet|nei|未着手|未対応|対応中|進行中|いいえ|pendiente|en (?:curso|progreso)|à faire|en cours|non|offen|in arbeit)(?![\p{L}])/u;

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
  const plain = start.toLowerCase().replace(/^[\s*_`~[(.:"'-]+/u, '');
  if (owed.test(plain)) return false;
  return finished.test(plain) ? true : null;
}
