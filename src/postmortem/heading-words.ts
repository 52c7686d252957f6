import { announcesAbroad } from './heading-languages.ts';

/**
 * How a heading announces action items: `explicit` names them, `likely` says that something will be done, `ambiguous` is
 * used for work still owed and for work already done alike, so its content has to decide.
 */
export type HeadingKind = 'explicit' | 'likely' | 'ambiguous';

const qualifier =
  '(?:post[- ]?(?:incident|mortem|outage)|key|our|my|open|outstanding|proposed|agreed|resulting|concrete|planned|future|further|additional|remaining|identified|closed|completed|new|pending|arising|jira|tracked|github|list of|the|recommended|suggested|tracked|follow[- ]?up|preventa?tive|preventive|immediate|long[- ]term|short[- ]term|summary of)';

const explicit = [
  `(?:${qualifier} )*action items?(?:$| (?:and|&|/|or|with|for|to|,|-|–|for the|we) ?.*|: .*|/.*| list| table)`,
  '(?!lessons|what|the? timeline).{2,40} (?:and|&|/|\\+) (?:follow[- ]?ups?(?: (?:actions?|items?|tasks?|work))?|action items?|corrective (?:actions?|measures?)|preventa?tive (?:actions?|measures?)|action plan)',
  '(?:(?:permanent|interim|long[- ]term|short[- ]term|proposed|planned|agreed|recommended|main|key|further|additional) )?corrective(?: ?(?:and|&|/|or) ?(?:preventa?tive|preventive))?(?: (?:measures?|actions?|steps?))?(?: (?:with|and|for|to|&|/) ?.*)?',
  '(?:preventa?tive|preventive) ?(?:and|&|/|or) ?corrective (?:measures?|actions?|steps?)',
  '(?:review|resulting|resolving|rem\\p{L}{2,5}al|follow[- ]?up|improvement|remediation|planned|future|required|recommended|next|agreed|proposed|post[- ]?(?:incident|mortem)|mitigating|corrective) (?:actions?|tasks?|items?|tickets?|issues?|work ?items?|to-?dos?)(?: (?:with|and|for|to|&|/) ?.*)?',
  'follow[- ]?ups?(?: (?:improvements?|work|action items?|measures?|steps?|bugs?|tickets?|issues?|tasks?|projects?|items?|stories|plans?|list|activities|(?:sugerid|recomendad|pendient|propost|previst)\\p{L}*))?',
  'remedial (?:measures?|work|steps?)',
  'actions?(?: (?:planned|required|needed|arising|agreed|identified|to take|to be taken|list|plan|points?|register|log|tracker))?(?: and (?:owners?|deadlines?|due dates?))?',
  '(?:capa|corrective (?:and|&) preventive actions? \\(capa\\))(?: plan| items?)?',
  '(?:remediation|improvement|prevention|recovery|correction|mitigation|stabili[sz]ation|hardening) (?:plan|items?|tasks?)',
  '(?:actions?|tasks?|items?) (?:and|&|/) (?:follow[- ]?ups?|next steps|owners?|improvements?|recommendations?)',
  "to[- ]?do(?:'?s)?(?: list| items?)?|ais|actionables?|actionable (?:items?|tasks?|improvements?)|action (?:plans?|tables?|log|tracker|summary)(?: .*)?",
  'proposal improvements?',
  'aksjonspunkt(?:er)?|tiltak|forbedringstiltak|oppfølging(?:spunkter)?|videre (?:tiltak|oppfølging)|handlingspunkter|handlingsplan|opfølgning(?:spunkter)?|åtgärder|åtgärdspunkter',
  '(?:korrektur|folge|verbesserungs|gegen|präventiv)?maßnahmen|aktionspunkte|actiepunten|vervolgacties',
  '.{0,6}(?:アクションアイテム|アクションプラン|再発防止策|恒久対策|恒久対応|今後の対応|今後の対策|改善策|改善アクション|対応事項|フォローアップ).{0,12}',
  '(?:acciones|medidas) (?:preventivas|correctivas|de mejora|a tomar|pendientes|de seguimiento|futuras|propuestas|planificadas)(?: .*)?|plan de acción|próximas acciones|tareas pendientes|puntos de acción',
  "(?:éléments?|points?|plan) d'actions?|(?:actions?|mesures?) (?:correctives?|préventives?|à (?:prendre|mener|venir)|de suivi|futures)(?: .*)?",
  'itens de ação|ações (?:corretivas|preventivas|de melhoria|futuras)(?: .*)?|plano de ação|azioni (?:correttive|preventive)',
  '(?:后续行动|行动项|改进措施|改进计划|后续计划|整改措施|後續行動|改善措施).{0,8}',
];

/** Words by which a heading speaks of what was done. */
const bygone =
  '\\b(?:taken|completed|performed|immediate|during|mitigation|emergency|initial|response|recovery|done|carried|executed|previous|last|earlier|past|undertaken|so far|mitigating|containment|restor\\p{L}*)\\b';

const likely = [
  // Any heading about actions, tasks and the like that does not speak of what was done during the incident.
  `(?!.*${bygone})(?!.*\\b(?:missing|lacking|lack of|insufficient|inadequate|github|user|which|whose|no|what|why|how|bad|failed|questions?) )(?:[\\p{L}'&/,-]+ ){0,4}(?:actions|follow[- ]?ups?|action items?|to-?dos|tasks|next steps|recommendations|commitments|remed(?:y|ies)|counter-?measures|mitigations to come|safeguards)(?: (?:we|and|&|for|to|from|of|with|by|in|after|this|that|going|on|until|per|required|needed|planned|proposed|arising|agreed)\\b.*)?`,
  "(?!.*\\b(?:won't|not|n't)\\b)(?:what|things|stuff|changes|steps|how|which \\p{L}+)(?: (?:else|that))? (?:i|we)(?:'ll|'re|'m| will| are| am| plan| intend| want| need| should| must| can)?(?: (?:going|now|also|next|still|to|have))* (?:do|doing|make|making|change|changing|fix|fixing|improve|improving|prevent|preventing|plan|planning|take|taking|tackle|address|addressing|ensure|stop|build|building|avoid)\\b.*",
  'what (?:still )?(?:needs|remains|requires|must|should|has|is)(?: to)?(?: be)? (?:fix|do|chang|improv|happen|address|attention|work|left|open)\\p{L}*(?: .*)?',
  'how (?:are|will|do) we .*(?:less (?:likely|impactful|often|severe)|reduc|lessen|resilien|strengthen|harden).*',
  "what (?:changes|changed since|has changed|will change|is changing|we're changing|we are changing|we'll change|must change|should change|needs to change)(?: .*)?",
  'next steps?(?: .*)?',
  '(?:recommended|proposed|suggested|planned|required|outstanding) (?:[\\p{L}-]+ ){0,2}(?:actions?|steps?|measures?|fix(?:es)?|changes?|improvements?|work|phases?)(?: .*)?',
  'tasks?(?: list)?',
  "what (?:we will|will we|we'll|we are|we're|are we)(?: going to)? (?:do|doing|fix|fixing|improve|improving|change|changing)(?: .*)?",
  "things (?:to|we(?:'ll| will|'re going to| are going to| should| need to| must)) (?:do|change|fix|improve|address)(?: .*)?",
  'what (?:still )?(?:needs|has|must|should)(?: to)? (?:be (?:done|fixed|changed|improved)|happen|change|improve)(?: .*)?',
  "what(?:'s| is) left(?: to (?:do|be done))?|(?:still )?to (?:do|be done)|(?:remaining|outstanding|pending) (?:work|tasks?)",
  'what (?:comes|happens) next|where (?:do )?we go (?:from here|next)',
  'how to (?:prevent|avoid|stop|improve|do better)(?: .*)?',
  "how (?:we(?:'ll|'re going to| will| are going to| plan to| intend to)) (?:prevent|avoid|stop|improve|fix|address|do better)(?: .*)?",
  '(?:our )?commitments?|(?:work ?items?|tickets?|issues) (?:filed|raised|opened|created)|work ?items?',
  'was wir (?:ändern|tun|verbessern)(?: .*)?|was (?:noch )?zu tun (?:ist|bleibt)|ce que nous allons (?:faire|changer|améliorer)(?: .*)?',
  '¿?(?:qué|lo que) vamos a (?:hacer|cambiar|mejorar)(?: .*)?|o que (?:vamos|iremos) (?:fazer|mudar|melhorar)(?: .*)?',
  '(?:key |main |process |technical |system )?improvements? (?:to (?:be )?(?:made|make|do|implement)|planned|identified|needed|required|proposed|for the future|we (?:will|plan to|should) .*)',
  'what (?:we will|will we|we are going to|are we going to|we should|should we|we can|can we|do we|we do)(?: do)? (?:do |change |improve )?(?:differently|better|next|now|next time|about it|about this).*',
  '(?:detect|prevent|mitigat)(?:e|ion)?(?: ?(?:/|&|,|and) ?(?:detect|prevent|mitigat)(?:e|ion|ing)?)+',
  '(?:our |key |\\p{L}+ and )?recommend(?:ations?|ed (?:changes|improvements|measures))(?: .*)?',
  'plans?',
  "(?:looking|going|moving|path|way) (?:fo\\p{L}*ward|ahead)|what(?:'s| is|s) next|the future|what(?:'s| is| are) (?:the |our |your )?next steps?(?: .*)?",
  'how (?:will|are|do|can|could|should|would) (?:we|you|they)(?: going to| be)? (?:do(?:ing)? )?.*(?:better|prevent|avoid|improv|happen).*',
  "what (?:we're|we are|we|are we|is|will|are|can|will we)(?: we)? .*(?:doing about|being done|going to do|will do|doing to|do to|do about|change|prevent|chang).*",
  '(?:future|further|planned|proposed|suggested|follow[- ]?up|potential|possible)(?: process| technical)? (?:improvements?|measures?|work|changes?|plans?|prevention)(?: .*)?',
  '(?:proactive|countermeasures?|preventa?tive|preventive|prevention|safety|hardening)(?: (?:measures?|actions?|steps?|plans?|work|enhancements?|improvements?|changes))(?: .*)?|countermeasures?',
  'lessons? (?:learn(?:ed|t)s?)? ?(?:and|&|/) ?(?:future |next |follow[- ]?up )?(?:improvements?|actions?|action items?|steps?|work)',
  '(?:short|medium|mid)[- ]term (?:actions?|improvements?|plans?|measures?|solutions?)',
  'long[- ]term (?:solutions?|fix(?:es)?|actions?|plans?|changes?|improvements?)(?: .*)?',
  "(?:changes|steps|actions|measures) (?:(?:that )?(?:we(?:'re| are|'ve| have| will)?|to|being)) ?.*(?:making|taking|make|take|prevent|avoid|implement).*",
  'prevent(?:ing)? (?:a |the |any |such )?(?:recurrence|reoccurrence|this|it|future|similar|these|\\p{L}+ (?:from )?happening).*',
  '(?:próximos pasos|recomendaciones|prochaines étapes|recommandations|nächste schritte|neste steg|veien videre|próximos passos|volgende stappen)(?: .*)?',
  '(?:今後の予定|次のステップ|防止策|対策)',
];

const ambiguous = [
  'remediations?(?: steps?)?',
  'preventions?',
  'improvements?',
  '(?:(?:proposed|definitive|permanent|long[- ]term|final|planned) )?(?:solutions?|mitigations?)',
  '(?:process|technical|tooling|monitoring|system|operational|engineering|code|documentation|infrastructure|testing) improvements?',
  '(?:prävention|prévention|prevención|prevenção|prevenzione|forebygging|preventie|zapobieganie|предотвращение)(?: .*)?',
];

const nearMiss = [
  '.*\\b(?:timeline|time line|chronology|tidslinje|cronología|chronologie)\\b.*|タイムライン.*',
  '.*\\blessons?\\b.*|.*\\blearnings?\\b.*|.*\\btakeaways?\\b.*|hva lærte vi.*|.*lecciones.*|.*leçons.*|insights?|.*学んだ.*|.*教訓.*',
  ".*\\bwent (?:well|wrong|poorly|badly|right)\\b.*|.*\\b(?:got|were|was) lucky\\b.*|.*\\bgo (?:well|so well)\\b.*|hva gikk .*|hvor hadde vi .*|.*could have (?:gone|been).*|.*could be (?:done )?(?:better|improved).*|what worked.*|what (?:did not|didn't) .*",
  "(?:immediate|emergency|initial|mitigation|response|short[- ]term)? ?(?:actions?|steps?|measures?|response|remediation|mitigations?) (?:taken|completed|performed|done)(?: .*)?|acciones tomadas.*|actions? (?:prises|menées|entreprises).*|immediate (?:actions?|response|fix(?:es)?|mitigations?|reaction|measures|remediation|steps)(?: .*)?|short[- ]term fix(?:es)?|quick fix.*|hot ?fix.*|.*\\bnot to do\\b.*|(?:what )?(?:we )?(?:won'?t|will not) (?:do|fix)(?: .*)?|rejected(?: .*)?|declined(?: .*)?|out of scope|discarded(?: .*)?",
  '(?:root )?causes?(?: .*)?|.*\\broot causes?\\b.*|contributing .*|triggers?|impact.*|detection(?: and .*)?|resolution.*|background.*|summary|.*\\bsummary\\b|overview|context|analysis|recovery|response',
  'attendees?|participants?|responders?|thanks.*|acknowledge?ments?|credits?|references?|related .*|see also|supporting .*|appendix.*|glossary|links?|linker|resources|questions?(?: .*)?|faq.*|.*\\(faq\\).*|stats|metrics|metadata|notes?(?: to .*)?|sign[- ]?off.*|approvals?|.*\\bcheck-?(?: ?lists?|liste)\\b.*|.*チェックリスト.*|.*lista de (?:verificación|verificação|comprobación).*|.*\\bverification\\b.*|.*\\breview date\\b.*|(?:test|testing|rollback|communication) plan.*|contact.*|.*\\bprevious\\b.*|.*\\blast incident\\b.*|how we responded|guardrails added.*',
];

const explicitPattern = whole(explicit);
const bygonePattern = new RegExp(bygone, 'u');
const likelyPattern = whole(likely);
const ambiguousPattern = whole(ambiguous);
const nearMissPattern = whole(nearMiss);

/** What a heading says of the action items under it; null when it announces none. Only the first 120 characters count. */
export function headingKind(text: string): HeadingKind | null {
  const plain = plainHeading(text);
  if (
    plain === '' ||
    /\baction items? (?:from|of) (?:the )?(?:previous|last|earlier)|\b(?:no|not|without)\b.*\baction items?\b/.test(
      plain,
    )
  )
    return null;
  const inBrackets = /[（(]([^()（）]*)[）)]/.exec(text)?.[1] ?? '';
  if (explicitPattern.test(plain) || /^action items?$/i.test(inBrackets.trim())) return 'explicit';
  if (/^actions? taken\b|^actions? (?:completed|performed)/.test(plain)) return null;
  if (likelyPattern.test(plain)) return 'likely';
  if (announcesAbroad(plain) && !bygonePattern.test(plain)) return 'explicit';
  if (ambiguousPattern.test(plain)) return 'ambiguous';
  return null;
}

/** Whether a heading stands over something that is plainly not a promise: timelines, lessons, thanks, work already done. */
export function isNearMiss(text: string): boolean {
  const plain = plainHeading(text);
  return headingKind(text) !== 'explicit' && nearMissPattern.test(plain);
}

/** A heading without case, numbering, emoji, anchors, remarks in brackets and closing punctuation. */
export function plainHeading(text: string): string {
  return text
    .slice(0, 120)
    .replace(/[’‘´`]/g, "'")
    .replace(/\{#[^}]*\}|[（(][^()（）]*[）)]|:[a-z0-9_+-]+:/gi, ' ')
    .replace(/[\p{Extended_Pictographic}\uFE0F*_"“”]+/gu, ' ')
    .replace(/^[\s\d.)#§-]+(?=\D)/u, '')
    .replace(/[\s:：.?!#¶–—-]+$/u, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

function whole(alternatives: readonly string[]): RegExp {
  return new RegExp(`^(?:${alternatives.join('|')})$`, 'u');
}
