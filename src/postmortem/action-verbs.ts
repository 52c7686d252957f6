import { promisesAbroad } from './promises-abroad.ts';

/** Verbs with which people begin a promise, in their base form. */
const verbs = new Set(
  `accept achieve acquire adapt add address adjust adopt alert align allow alter analyse analyze announce apply archive arrange ask assess assign
audit automate avoid backfill backport ban batch block book bring build bump buy cache calculate call cap capture categorise centralise change
check clarify clean cleanup clear close codify collect combine communicate compare complete conduct configure confirm consider consolidate
contact continue control convert coordinate copy correct cover create cut debug decide decommission decouple decrease define delete deploy
deprecate describe design detect determine develop disable discuss distribute divide document drop educate eliminate emit enable encourage
enforce enhance ensure escalate establish estimate evaluate evolve examine exclude execute expand experiment explain explore expose extend
extract figure file find finish fix follow forbid force formalise formalize gather generate get give grant group guard handle harden have hire hold
identify implement import improve include incorporate increase inform ingest inspect install instrument integrate introduce invest
investigate invite involve isolate issue join keep label land launch lead learn limit link lint list load lock log look lower maintain make
manage mark measure merge migrate minimise minimize mirror mitigate modify monitor move notify nominate open optimise optimize order organise
organize patch pin plan poll port post prepare prevent prioritise prioritize produce profile prohibit promote propose protect prove provide
provision prune publish pull purchase purge push put quantify raise ramp rate reach read rebase rebuild recommend reconcile reconfigure record
recover recreate redeploy redesign reduce refactor refine refresh register reject release relocate remove rename renew reorganise repair replace
replicate report reproduce request require rerun research reset resolve respond restart restore restrict restructure retain retire retry return
reuse revert review revise revisit revoke rewrite roll rollback rotate run sample scale scan schedule script secure segment send separate set
setup share shift ship show shut simplify simulate sort speak specify speed spike split stabilise stabilize standardise standardize start stop
store stream streamline strengthen submit subscribe support switch sync tag talk teach test throttle tighten time trace track train transfer
treat trigger try tune turn unblock unify update upgrade use validate verify version wait warn watch work wrap write
legge lage fjerne endre oppdatere undersøke sjekke teste flytte skrive gi finne sette innføre overvåke håndtere fikse dokumentere
añadir agregar crear revisar actualizar documentar configurar implementar eliminar definir ajouter créer mettre définir documenter
iterate kill terminate destroy spread page agree assign backup boost bring
collate commission consult curate debrief demand drain drill exercise feed formalize harmonise inventory lift nail outline perform pursue re-enable
reconsider rebalance reject remind remediate rethink reword roll-out sanitise seek simplify soften sunset supply survey swap teach tell trim
unify utilise utilize hinzufügen erstellen prüfen einführen`.split(/\s+/),
);

/** A Romance infinitive before its object: "Ajouter un test", "Agregar la alerta", "Avaliar um limite", "Aggiungere il controllo". */
const infinitive =
  /^\p{Lu}\p{Ll}+(?:er|ir|ar|re) (?:le|la|les|un|une|des|du|de|à|el|los|las|una|al|o|a|os|as|um|uma|ao|il|lo|gli|i|uno|per|con|con el|si|que|qu)(?: |['’])|^\p{Lu}\p{Ll}+(?:er|ir|ar|re) l['’]/u;

/** Whether the text begins with the base form of a verb of doing: "Add …", "Re-check …". */
export function beginsWithVerb(text: string): boolean {
  if (infinitive.test(text.slice(0, 60))) return true;
  const first = /^(?:please |also |then |we (?:should|will|must|need to) )?(?:re-)?(\p{L}+)/iu
    .exec(text)?.[1]
    ?.toLowerCase();
  return first !== undefined && verbs.has(first);
}

/** Whether the word is the base form of a verb of doing. */
export function isActionVerb(word: string): boolean {
  return verbs.has(word.toLowerCase());
}

const past =
  '(?:(?!need|embed|feed|speed|seed|shed|indeed|exceed|proceed|succeed)\\p{L}+ed|made|sent|built|ran|wrote|took|found|began|went|got|gave)';
const pastFirst = new RegExp(`^${past}\\b(?! to be)`, 'iu');
const pastSubject = new RegExp(
  `^(?:we|i|the team|team|engineers)(?:'ve|’ve| have| had)?(?: (?:also|now|since|already|\\p{L}+ly))? ${past}\\b`,
  'iu',
);
const pastPassive = new RegExp(
  `\\b(?:was|were|has been|have been|has now been|have now been|have since been|has since been)(?: \\p{L}+ly)? ${past}\\b`,
  'iu',
);

/** Whether the text tells of something that has happened: "Reverted …", "We have enabled …", "… was disabled". */
export function tellsOfThePast(text: string): boolean {
  const start = text.slice(0, 200);
  return pastFirst.test(start) || pastSubject.test(start) || pastPassive.test(start);
}

const doneSubject = new RegExp(
  `^(?:we|i|the team|our team|engineers)(?:'ve|’ve| have)(?: (?:also|now|since|already|\\p{L}+ly))? ${past}\\b`,
  'iu',
);
const doneVerb =
  /^(?:(?:also|already) )?(?:added|reverted|removed|fixed|enabled|disabled|merged|deployed|replaced|introduced|implemented|moved|migrated|switched|rolled|wrote|built|made|sent|changed|adjusted|tweaked|increased|decreased|reduced|raised|lowered|upgraded|updated|improved|created|documented|configured|tightened|rotated|restored|limited|extended) (?:back|out|to|from|(?:the|a|an|our|all|this|that|these|those|more|new|some|several|\d+|two|three)\b|[`“"])/iu;
const donePassive =
  /^[^.!?;:]{3,90}? (?:has|have) (?:now |since |already |all )?been \p{L}+(?:ed|en|t|wn|ne)\b/iu;
/** To have filed a ticket is to have promised, not to have done. */
const filed =
  /^(?:we(?:'ve|’ve| have) )?(?:created|raised|opened|filed|added|made|logged) (?:a |an |the |two |several |new |github |jira |\d+ ){0,3}(?:tickets?|issues?|tasks?|bugs?|stor(?:y|ies)|epics?|backlog|items?|cards?|action)/iu;

/** Whether an item says in plain grammar that it has been done: "We have moved …", "Added a …", "… has been switched off". Errs towards no. */
export function tellsOfTheDone(text: string): boolean {
  const start = text.slice(0, 200);
  if (
    filed.test(start) ||
    /\b(?:ticket|issue|story) (?:raised|created|filed|opened)\b|\b(?:need|should|must|will|plan|but not|not yet|partly|partially|until|once|after|when|if|unless|before)\b/i.test(
      start,
    )
  )
    return false;
  return doneSubject.test(start) || doneVerb.test(start) || donePassive.test(start);
}

const helper =
  "(?:'ll|’ll| will| shall| should| must| need to| needs to| have to| plan to| plans to| intend to| are going to| is going to| want to| are planning to| propose to| would like to)";
const doing =
  /\b(?:we|i|the team|our team|they)(?:[’']re| are|[’']m| am| is) (?:now |also |currently |actively |already )?(?:working|adding|building|changing|improving|introducing|investigating|making|moving|planning|putting|reviewing|setting|taking|updating|writing|implementing|migrating|adopting|rolling|creating|looking)\b/iu;
const hindsight = /\b(?:should|must|could|would) (?:not )?have\b/i;
const ourselves = new RegExp(
  `\\b(?:we|i|teams?|engineers|developers|engineering|they)(?: (?:also|now|then|therefore|still|just|\\p{L}+ly))?${helper}(?! have\\b)`,
  'iu',
);
const named = /\b\p{Lu}\p{L}+ (?:will|shall|is going to|are going to) (?:re-)?(\p{L}+)/u;
const passive =
  /\b(?:should|must|will|needs? to|has to) (?:not |also |now )?be (?:\p{L}+(?:ed|en|t|n|de|id|ne)|run|put|cut|held|kept)\b/u;

/** Whether a sentence of prose promises something. */
export function promisesSomething(sentence: string): boolean {
  const text = sentence.slice(0, 600);
  if (hindsight.test(text)) return false;
  const subject = named.exec(text);
  if (subject && isActionVerb(subject[1] ?? '')) return true;
  return (
    ourselves.test(text) ||
    doing.test(text) ||
    passive.test(text) ||
    beginsWithVerb(text) ||
    promisesAbroad(text)
  );
}
