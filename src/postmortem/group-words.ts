import { plainHeading } from './heading-words.ts';
import { categories, type Category } from './promise.ts';

const horizons =
  /^(?:(?:immediate|short|medium|mid|long|near|longer|shorter)(?:er)?[- ]?(?:term)?(?: (?:actions?|improvements?|fix(?:es)?|solutions?|items?|tasks?|measures?|plans?))?|next (?:week|month|quarter|sprint)|(?:high|medium|low|critical)(?: priority)?|p[0-4]|today|this (?:week|month|quarter)|now|later|soon|backlog)$/;

const areas =
  /^(?:(?:process|documentation|docs|technical|technology|tooling|tools?|people|training|testing|tests?|monitoring|alerting|observability|engineering|infrastructure|infra|security|communications?|customer support|support|operations|ops|development|deployment|investigation|prevention|detection|mitigation|fix(?:es)?|repairs?|code|configuration|product|management|general|other|misc|errata|performance|reliability|capacity|予防|検知|緩和|プロセス|対応)(?: (?:and|&|\/) \p{L}+)*(?: (?:improvements?|actions?|items?|tasks?|process(?:es)?|changes?|measures?))?)$/u;

const finished =
  /^(?:(?:what |things |stuff )?(?:that )?we(?:'ve| have) (?:already|done)|already (?:done|in place|shipped|live|fixed|merged|deployed|completed|implemented|changed|finished)|shipped|fixed|deployed|feit[oa]s?|fatt[oe]|concluíd[oa]s?|zrobione|gereed|klart?|färdigt|færdig|tehty|hotovo|сделано|готово|(?:done|completed) so far|done|completed?|finished|closed|resolved|implemented|already (?:done|implemented|completed)|gjort|utført|ferdig|hecho|completad[ao]s?|fait|terminée?s?|erledigt|完了|対応済み?)\b|(?<![\p{L}])(?:completed?|done|implemented|(?:implementad|realizad|aplicad|ejecutad|executad)[ao]s?|umgesetzt|erledigt|réalisée?s?|appliquée?s?|mises? en (?:place|œuvre)|attuat[aeio]|uitgevoerd|genomförda?|wdrożone|выполнено|实施)$|完了$/u;
const unfinished =
  /^(?:to ?do|still (?:to do|open|outstanding|ahead)|not (?:yet )?(?:done|started)|a fazer|por (?:hacer|fazer)|da fare|do zrobienia|te doen|att göra|å gjøre|zu erledigen|open|pending|planned|in[- ]progress|ongoing|outstanding|remaining|not started|pågår|tiltak|pendientes?|à faire|offen|未着手|対応中|進行中)\b|\b(?:planned|in[- ]progress|pending)$/u;

/** Whether a heading or label only gathers the items under it (an area, a horizon, a state) and promises nothing itself. */
export function isGroupName(text: string): boolean {
  const plain = plainHeading(text);
  return (
    horizons.test(plain) ||
    areas.test(plain) ||
    groupDone(text) !== null ||
    categoryOf(text) !== null ||
    (/\b(?:improvements?|horizon)$/.test(plain) && plain.split(' ').length <= 3)
  );
}

/** Whether a group's name says that everything in it is done (true) or still owed (false); null when it does not say. */
export function groupDone(text: string): boolean | null {
  const plain = plainHeading(text);
  const remark = plainHeading(/[（(]([^()（）]*)[）)]/.exec(text)?.[1] ?? '');
  if (
    /^[\s]*[✅☑✔]/u.test(text) ||
    finished.test(plain) ||
    finished.test(remark.replace(/\bnot (?:yet )?\p{L}+$/u, ''))
  )
    return true;
  if (/^[\s]*[🚧⏳]/u.test(text) || unfinished.test(plain) || unfinished.test(remark)) return false;
  return null;
}

const categoryWords: Readonly<Record<Category, RegExp>> = {
  prevent:
    /^(?:prevent(?:ion|ive|a?tive)?|forhindre|forebygg\p{L}*|予防|再発防止|prévenir|prévention|prevención|prevenir|preventiva?|prevenção|prevenzione|vorbeug\p{L}*|prävention|预防|預防)$/u,
  detect:
    /^(?:detect(?:ion|ive)?|monitoring|alerting|detecter|détecter|détection|detección|detecção|rilevamento|oppdage|検知|検出|erkennung|検测|检测|监控)$/u,
  mitigate:
    /^(?:mitigat(?:e|ion|ing)|緩和|atténuer|atténuation|mitigación|mitigar|mitigação|mitigazione|redusere|eindämmung|缓解)$/u,
  process:
    /^(?:process(?:es)?|prosess|プロセス|proceso|processo|processus|prozess|流程|training|documentation)$/u,
  investigate:
    /^(?:investigat(?:e|ion)|research|analyse|analysis|analyze|調査|examiner|investigación|investigar|undersøke|analyse|untersuchung|investigação|调查)$/u,
};

/** The category a word or heading stands for; null when it is none of ours, which is no fault of the document. */
export function categoryOf(text: string): Category | null {
  const plain = plainHeading(text).replace(/ (?:improvements?|actions?|items?|measures?)$/, '');
  return categories.find((category) => categoryWords[category].test(plain)) ?? null;
}

const repairs: Readonly<Partial<Record<Category, RegExp>>> = {
  prevent: /^(?:long[- ]term(?: fix| solution)?|permanent fix|hardening|strukturell)$/u,
  mitigate:
    /^(?:immediate(?: fix| action)?|repair|fix|bug ?fix|hot ?fix|recovery|recover|short[- ]term(?: fix)?|workaround|quick fix|correct(?:ive|ion)?|sofort(?:maßnahme)?|暫定対応|応急)$/u,
  detect: /^(?:alert|monitor|observability|監視)$/u,
  process: /^(?:communication|people|runbook|docs?)$/u,
};

/** The category of an item whose kind is stated for it alone, where "immediate fix" and "repair" mitigate and a "long-term fix" prevents. */
export function statedCategory(text: string): Category | null {
  const plain = plainHeading(text);
  return categoryOf(text) ?? categories.find((category) => repairs[category]?.test(plain)) ?? null;
}
