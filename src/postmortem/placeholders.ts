import { trimBoth, trimEnd } from './trim-marks.ts';

const nothing =
  /^(?:(?:every|each|all) action items? (?:should|must)\b.*|none|none\.?|none,? (?:as|since|because)\b.*|n\/?a|not applicable|tb[dca]|to be (?:determined|defined|decided|confirmed|filled(?: in)?|added)|unknown|nothing|nil|todo|to ?do|xxx+|yyy+|zzz+|example|lorem ipsum\b.*|no (?:action items?|actions?|comments added|further actions?|follow[- ]?ups?)(?: (?:required|needed|were|have|at this time|identified|added|for now|yet)\b.*)?|(?:there (?:are|were) )?no action items?\b.*|ingen|ukjent|なし|特になし|未定|ninguno|aucune?|keine|action items?(?: ?#?\d+)?|items? ?#?\d+|action ?#?\d+|description|\.{2,}|…|[-–—:=|_*?.\s]+)$/iu;

const holes = [
  /\{\{.*\}\}/,
  /^<(?!@)[^<>]+>$/,
  /^\[[^[\]]*\]$/,
  /\[link to .*\]/i,
  /^(?:<(?!@)[^<>]{1,80}>|\[[^[\]]{1,80}\])[.:]?$/,
  /\b(?:lorem ipsum|your name here|insert .{0,30} here)\b/i,
  /\[(?:the |a |an |your )[a-z ]{2,40}\]/i,
  /<(?:your|insert|put|describe|add|list|include|name|short|action|owner|date)\b[^<>]*>/i,
];

/** Whether a text says nothing yet: a dash, "TBD", "None.", or the hole of a template such as `{{ summary }}`. */
export function isPlaceholder(text: string): boolean {
  const plain = trimBoth(text, ' \n\t*_');
  if (plain === '') return true;
  if (plain.length <= 120 && nothing.test(trimEnd(plain, '.!:') || plain)) return true;
  return plain.length <= 400 && holes.some((hole) => hole.test(plain));
}

/** Whether the words name nobody: "TBD", "???", "unassigned". */
export function namesNobody(text: string): boolean {
  return (
    isPlaceholder(text) ||
    /^(?:un-?assigned|not (?:yet )?assigned|none(?: yet)?|no owner|nobody|no ?one|anyone|someone|everyone|owner|name|\?+|who\??|@?todo|tb[ac]|all|n\. ?n\.|à (?:définir|désigner|nommer|déterminer)|por (?:definir|asignar)|a definir|da definire|(?:noch )?offen|noch zu klären|nog te bepalen|nader te bepalen|do ustalenia|ikke (?:avklart|tildelt)|ej utsedd|nobody@\S+)$/i.test(
      text.trim(),
    )
  );
}
