import { fieldNames, type FieldName } from './draft.ts';

/** The words with which documents name the fields of an item, as a column or before a colon. */
const words: Readonly<Record<FieldName, string>> = {
  owner:
    '(?:action |task |item |follow[- ]?up )?owners?(?:\\(s\\))?|owned by|owner ?/ ?(?:dri|team|assignee)|(?:owning|responsible|assigned) team|assignees?|assigned|assigned (?:to|owner|person)|who|whom|by whom|responsib(?:le|ility)(?: (?:person|party|parties|team|individual|engineer))?|person (?:responsible|in charge|assigned)|dri|directly responsible individual|who (?:will|is|does|owns|should|can) .{2,30}|accountable|point of contact|poc|team|lead|person|name of owner|eier|ansvarlig|ansvar|担当|担当者|担当チーム|責任者|責任者名|オーナー|responsables?|dueño|dueña|encargad[oa]|asignad[oa](?: a)?|propriétaire|porteur|pilote|chargée?|en charge|assigné à|verantwortlich(?:er|e|keit)?|zuständig(?:keit)?|wer|负责人|責任人|责任人|负责团队|responsável|responsáveis|dono|responsabile|assegnato a|incaricato|ansvarig|eigenaar|verantwoordelijke|uitvoerder|wie|resp\\.?|chi|quién|quem|qui|kto|osoba odpowiedzialna|odpowiedzialn[ya]|właściciel|realizator|verantwortung|umsetzung|bearbeiter(?:in)?|tulajdonos|vastuuhenkilö|zodpovídá|ответственный|исполнитель|відповідальний|sorumlu|담당자?|담당 ?부서|책임자|(?:người )?phụ trách|người thực hiện|penanggung jawab|υπεύθυνος|відповідальна|المسؤول',
  due: "due|due[- ](?:date|by|on)|target (?:due date|completion|resolution date)|deadline|dead line|eta|e\\.t\\.a\\.|expected(?: (?:date|by|completion(?: date)?|delivery(?: date)?))?|target(?:ed)?(?: date| release| quarter)?|target completion(?: date)?|completion (?:target|due)|by when|when|when (?:will|is|does|should|by) .{2,30}|complete by|to be completed by|planned(?: date| for| completion(?: date)?)?|est(?:imated|\\.)?(?: completion)?(?: date)?|finish by|time ?(?:line|frame|scale)|date due|sprint|milestone|frist|innen|forfall|forfallsdato|期限|期日|締切|〆切|完了予定日?|完了予定|対応期限|目標日|予定日|納期|fecha(?: límite| objetivo| prevista| de entrega| compromiso)?|plazo|vencimiento|échéance|date (?:limite|d'échéance|cible|prévue)|délai|pour le|fällig(?:keit)?(?: am| bis)?|fälligkeitsdatum|frist bis|termin|zieltermin|zieldatum|bis wann|bis|截止日期|截止时间|完成时间|计划完成时间|预计完成时间|完成日期|期限日|prazo|data limite|data prevista|scadenza|entro|data di scadenza|deadline datum|förfallodatum|uiterlijk|gereed(?: op| voor)?|streefdatum|einddatum|wanneer|datum gereed|quando|quand|cuándo|kiedy|termin(?: realizacji)?|do kiedy|termín|срок|дедлайн|термін|tarih|bitiş tarihi|기한|마감일?|완료 ?예정일?|määräaika|zu erledigen bis|umsetzung bis|erledigen bis|완료 ?목표일?|목표일|(?:hạn|thời hạn|ngày)(?: hoàn thành)?|hạn chót|tenggat(?: waktu)?|határidő|προθεσμία|termen|الموعد",
  priority:
    'priority|prio|pri|urgency|importance|priority level|prioritet|優先度|優先順位|重要度|prioridad|urgencia|priorité|niveau de priorité|priorität|dringlichkeit|优先级|優先級|prioridade|priorità|prioriteit',
  category:
    '(?:action |item )?(?:category|type)|type of action|kind|class|classification|area|bucket|theme|kategori|種別|分類|タイプ|カテゴリー?|tipo|tipo de acción|categor[ií]a|catégorie|kategorie|typ|art|类型|类别|categoria',
  level: 'level|lvl|l|chain level|stage',
  test: "tests?|testable|testable by|tested by|how (?:to|will we|do we|we|we will|can we) (?:verify|test|know|check|tell)(?: .{2,30})?|verification(?: method| steps?| criteria)?|verify|verified by|validation|validated by|how to verify|acceptance(?: criteria| test)?|definition of done|dod|done when|success(?: criteria| criterion| metrics?| measure)|evaluation criteria|exit criteria|measure of success|completion criteria|expected outcome|evidence|proof|check|検証|検証方法|確認方法|完了条件|完了の定義|受け入れ条件|prueba|verificación|criterios? de (?:éxito|aceptación)|vérification|critères? (?:de succès|d'acceptation)|nachweis|prüfung|akzeptanzkriteri(?:en|um)|erfolgskriteri(?:en|um)|验收标准|完成标准|critério(?:s)? de (?:aceitação|sucesso)|criteri di accettazione|verifisering",
  ticket:
    '(?:jira |linear |github |gitlab |tracking |external |issue |bug |work item )?(?:tickets?|issues?|bugs?)(?: ?(?:no|number|id|ids|key|keys|link|links|url|#|reference))?|jira|jira (?:key|link|id)|linear|track(?:ing|ed)(?: (?:link|in|number|id|url))?|tracker(?: link)?|references?|refs?|links?|urls?|github|prs?|pull requests?|mr|merge requests?|task(?: id| link)|work item|bug[ /]reference(?:[ /]status)?|referanse|sak|lenke|jira-sak|チケット|課題|起票|リンク|issue リンク|enlace|ticket relacionado|de problème|lien|problème|billet|工单|链接|问题单|verweis|vorgang|tarefa|chamado|riferimento',
  done: 'done|status|rag(?: status)?|current status|state|complete|completed|completed y/n|completed?\\?|completion|completion status|progress|outcome|resolved|resolution status|implemented|tilstand|utført|ferdig|状態|ステータス|状況|進捗|対応状況|完了|estado|hecho|situación|statut|état|avancement|complet|stand|bearbeitungsstand|erledigt|状态|进度|situação|status atual|concluído|stato|avanzamento|trạng thái|상태|статус|состояние|stan|durum|tila|állapot|κατάσταση|الحالة',
};

const wholes = new Map(fieldNames.map((name) => [name, new RegExp(`^(?:${words[name]})$`, 'u')]));

/** The field a column or label names; `native` when it is the very word of our own form. Null when it names none. */
export function fieldNamed(label: string): { name: FieldName; native: boolean } | null {
  const plain = label
    .slice(0, 60)
    .toLowerCase()
    .replace(/[’`]/g, "'")
    .replace(/[（(][^()（）]*[）)]/g, ' ')
    .replace(/[*_"#:：?\p{Extended_Pictographic}\uFE0F]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const name = fieldNames.find((candidate) => wholes.get(candidate)?.test(plain));
  return name ? { name, native: name === plain } : null;
}

export interface FieldLine {
  readonly name: FieldName;
  readonly native: boolean;
  readonly value: string;
}

/** Labels that mean a field even before a dash. */
const plainLabel =
  /^(?:owner|assignee|due(?: date)?|deadline|eta|priority|status|ticket|jira|frist|ansvarlig|eier)$/i;
const withoutColon =
  /^[\s*_]*(?:(?<owner>owned by|assigned to|assignee|owner)|(?<due>due(?: date| by| on)?|deadline|eta|frist)|(?<test>done when|testable (?:by|with|as)|verified (?:by|when)|tested by|accepted when|success is|success means))[\s*_]+(?=\S)/iu;

/** Splits `Owner: Priya` into its field and where the value starts; null when the line is no field. */
export function fieldLine(text: string): FieldLine | null {
  const match = /^[\s*_]*([\p{L}][\p{L} .'/?()-]{0,40}?)[\s*_]{0,4}([:：]|\s[–—-]\s|=>|->)[\s*_]{0,4}/u.exec(
    text.slice(0, 70),
  );
  const sure = match && (/[:：]/.test(match[2] ?? '') || plainLabel.test(match[1] ?? ''));
  const field = sure ? fieldNamed(match[1] ?? '') : null;
  if (match && field) return { ...field, value: text.slice(match[0].length) };
  const plain = withoutColon.exec(text.slice(0, 70));
  if (!plain) return null;
  const name = plain.groups?.['owner'] ? 'owner' : plain.groups?.['due'] ? 'due' : 'test';
  const value = text.slice(plain[0].length);
  return name === 'test' || value.length <= 60 ? { name, native: false, value } : null;
}

const inSentences =
  'owners?|owned by|assignees?|assigned to|assigned|dri|poc|resp\\.?|eigenaar|verantwoordelijke|odpowiedzialn[ya]|termín|responsible(?: (?:person|party|team))?|person responsible|eier|ansvarlig|担当者?|責任者|responsables?|encargad[oa]|propriétaire|verantwortlich(?:er)?|zuständig|负责人|责任人|responsável|responsabile|ansvarig|' +
  'due(?: date| by| on)?|deadline|eta|target(?: date| completion)?|expected(?: by)?|est(?:imated|\\.)? (?:completion|date)(?: date)?|frist|期限|期日|締切|完了予定日?|fecha(?: límite| objetivo)?|plazo|échéance|date limite|fällig(?: am| bis)?|termin|截止日期|截止时间|prazo|data limite|scadenza|' +
  'priority|prio|prioritet|優先度|prioridad|priorité|priorität|优先级|prioridade|priorità|category|type|level|' +
  'tests?|verify|validation|testable(?: by)?|tested by|verification|verified by|how to verify|acceptance criteria|definition of done|done when|success (?:criteria|metric)|evidence|完了条件|検証方法|ticket|jira|tracking(?: issue| ticket)?|tracked in|github issue|チケット|工单|' +
  'completed?(?: on| at)?|done|status|statut|estado|stato|状態|ステータス|状态';
const labelInText = new RegExp(`(?<![\\p{L}\\d])(?:${inSentences})[*_]{0,2}\\s?[:：](?!/)`, 'giu');
const wordsInText =
  /(?<=[.;!,)\n–—-]\s{0,3}\*{0,2})(?:(?:done when|testable (?:by|with|as)|verified (?:by|when)|tested by|accepted when)[\s:]|(?:owned by|assigned to|owner|assignee|due(?: date| by| on)?|deadline|frist) (?=\S[^.!?\n]{0,50}(?:$|[.\n])))/giu;

/** A cheap look whether the dear one is worth it. */
const labelWord =
  /(?:done|accepted) when|testable|(?:verified|tested|owned) by|verified when|assigned to|owner |assignee|due |deadline|frist/i;

/** Where in a text a field's label begins. */
export function fieldStarts(text: string): number[] {
  const patterns = /[:：]/u.test(text) ? [labelInText] : [];
  if (labelWord.test(text)) patterns.push(wordsInText);
  if (patterns.length === 0) return [];
  const found = patterns.flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length })),
  );
  let end = 0;
  return found
    .toSorted((one, other) => one.start - other.start)
    .filter((label) => {
      const free = label.start >= end;
      if (free) end = label.end;
      return free;
    })
    .map((label) => label.start);
}
