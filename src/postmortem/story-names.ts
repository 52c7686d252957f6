import { plainHeading } from './heading-words.ts';
import type { StoryPart } from './story.ts';

const english: Readonly<Record<StoryPart, string>> = {
  impact:
    '(?:(?:customer|user|business|service|incident|overall|security|external|internal) )?impacts?(?: (?:on|to|of|assessment|analysis|statement|summary) ?.*)?|(?:affected|impacted) (?:users|customers)|who was (?:affected|impacted)|what was (?:affected|impacted)|damage|consequences?|scope(?: of impact)?|effects?',
  detection:
    '(?:incident )?detection(?: and .*)?|how (?:was it|was this|was the (?:issue|incident)|it was|we|did we|were we) (?:detected?|find|found|noticed?|alerted)(?: .*)?|how did we (?:know|learn|detect|find out).*|discovery|detection method|monitoring and detection|identified',
  trigger: 'triggers?|what triggered.*|triggering event|proximate cause|root causes? and trigger',
  rootCause:
    '(?:the )?(?:root|underlying|main|primary|technical|actual|direct) causes?(?: .*)?|causes?(?: of .*)?|(?:why|how) did (?:it|this) happen|what (?:caused|was the cause).*|root causes? analysis|rca|(?:the )?(?:5|five)? ?whys?|the five whys|why analysis|what went wrong technically|the (?:bug|problem|cause)|fault|diagnosis|technical (?:details|explanation|analysis)|analysis',
  contributingFactors:
    'contributing (?:factors?|causes?|conditions?)(?: .*)?|contributors|contributory factors?|(?:other|additional|related) (?:factors|causes)|aggravating factors?|what made it worse|factors',
  resolution:
    '(?:incident )?resolutions?(?: .*)?|recovery|(?:how (?:was it|did we|it was|was this|we) (?:fix|fixed|resolved?|mitigated?|recover(?:ed)?)).*|mitigations?(?: .*)?|fix(?:es)?|remediation|the fix|response|incident response|immediate (?:actions?|response|fix|mitigation)(?: .*)?',
  wentWell:
    '(?:things (?:that|which) )?(?:what |things )?(?:did |has )?(?:went|gone|go|worked|work)(?: (?:really|very|so))? (?:well|right|good)|what worked(?: well)?|successes|the good|positives|wins|strengths|good',
  wentWrong:
    "(?:things (?:that|which) )?(?:what |things )?(?:went|gone|go|did|that did)(?: (?:really|very|so))? (?:wrong|poorly|badly|not (?:go|work)(?: .*)?)|what (?:didn't|did not|could have)(?: .*)?|what (?:could|should) (?:be|have been|have gone) .*|what was difficult|difficulties|challenges|where we (?:got lucky|struggled)|what went less well|what was hard|the bad|problems|weaknesses|areas (?:for|of) improvement|opportunities for improvement|could have gone better",
  lessons:
    "(?:key )?(?:lessons?|learnings?)(?: .*)?|what (?:did )?we(?:'ve| have)? learn(?:ed|t)?(?: .*)?|what have we learn(?:ed|t)|key takeaways?|takeaways?|insights?|lessons?[ -]learn(?:ed|t)|reflections?|conclusions?|retrospective",
};

const others: Readonly<Record<StoryPart, string>> = {
  impact:
    'konsekvens(?:er)?|påvirkning|påverkan|omfang|auswirkung(?:en)?|folgen|impacto(?: .*)?|afectación|consecuencias|conséquences|incidences?|répercussions|impatto|影響(?:範囲)?|ユーザー影響|影响(?:范围)?|业务影响|影響內容|影響内容',
  detection:
    'oppdagelse|deteksjon|hvordan ble det oppdaget.*|erkennung|entdeckung|detección|cómo se detectó.*|détection|detecção|rilevamento|検知|検出|発見(?:の経緯)?|检测|发现(?:过程)?',
  trigger:
    'utløsende (?:årsak|faktor|hendelse)|utløser|auslöser|desencadenante|déclencheur|gatilho|トリガー|契機|きっかけ|触发(?:原因|因素)?',
  rootCause:
    '(?:rot|grunn)?årsak(?:er)?|(?:haupt|grund)?ursachen?(?:analyse)?|causas? ra[ií]z|causa(?: principal)?|causes? (?:racine|profonde|fondamentale|première)s?|causa raiz|causa radice|(?:根本)?原因(?:分析)?|直接原因|根因(?:分析)?|故障原因',
  contributingFactors:
    'medvirkende (?:årsaker|faktorer)|begünstigende faktoren|beitragende faktoren|factores (?:contribuyentes|que contribuyeron)|facteurs (?:contributifs|aggravants)|fatores contribuintes|fattori contribuenti|寄与要因|誘因|背景要因|影响因素',
  resolution:
    'løsning|håndtering|gjenoppretting|lösung|behebung|wiederherstellung|resolución|solución|acciones tomadas.*|résolution|rétablissement|resolução|risoluzione|対応(?:内容)?|復旧(?:対応)?|暫定対応|解決|处理过程|解决(?:方案|过程)|恢复',
  wentWell:
    'hva (?:gikk|fungerte) bra.*|was (?:gut lief|lief gut|ist gut gelaufen)|qué (?:salió|funcionó) bien|lo que (?:salió|funcionó) bien|ce qui a bien (?:fonctionné|marché)|points positifs|o que (?:correu|funcionou) bem|cosa è andato bene|うまく(?:いった|行った)(?:こと|点)?|良かった(?:こと|点)|做得好的.{0,6}',
  wentWrong:
    "hva gikk (?:ikke (?:så )?bra|galt|dårlig).*|was (?:schlecht lief|lief schlecht|nicht gut lief)|qué (?:salió mal|no (?:salió|funcionó) bien)|ce qui (?:n'a pas|a mal) (?:bien )?(?:fonctionné|marché)|points à améliorer|o que correu mal|cosa è andato storto|うまく(?:いか|行か)なかった(?:こと|点)?|悪かった(?:こと|点)|課題|問題点|不足.{0,4}|做得不好的.{0,6}",
  lessons:
    "hva lærte vi|lærdom(?:mer)?|læringspunkter|erkenntnisse|gelernt(?:es)?|lessons learned|lecciones(?: aprendidas)?|aprendizajes|leçons(?: (?:apprises|tirées))?|enseignements|retour d'expérience|lições aprendidas|lezioni apprese|教訓|学び|学んだこと|得られた(?:教訓|知見)|经验教训|教训|反思",
};

const order: readonly StoryPart[] = [
  'trigger',
  'contributingFactors',
  'rootCause',
  'impact',
  'detection',
  'wentWell',
  'wentWrong',
  'lessons',
  'resolution',
];
const patterns = new Map(
  order.map((part) => [part, new RegExp(`^(?:${english[part]}|${others[part]})$`, 'u')]),
);

/** Which part of the story a heading or label stands over, in any of the languages; null for none. Only its first 120 characters count. */
export function storyPartOf(heading: string): StoryPart | null {
  const plain = plainHeading(heading);
  if (plain === '' || plain.split(' ').length > 9) return null;
  return order.find((part) => patterns.get(part)?.test(plain)) ?? null;
}
