import { fieldNames, type FieldName } from './draft.ts';

/** The words with which documents name the fields of an item, as a column or before a colon. */
const words: Readonly<Record<FieldName, RegExp>> = {
  owner:
    /^(?:(?:action )?owners?(?:\(s\))?|assignees?|assigned(?: to)?|who|by whom|responsible(?: (?:person|party|team))?|dri|directly responsible individual|accountable|team|lead|person|eier|ansvarlig|担当|担当者|担当チーム|責任者|responsables?|dueño|asignado(?: a)?|propriétaire|verantwortlich(?:er)?|zuständig|负责人|responsável)$/u,
  due: /^(?:due|due (?:date|by|on)|deadline|eta|e\.t\.a\.|expected(?: (?:date|by|completion(?: date)?))?|target(?: date)?|target completion(?: date)?|completion target|by when|when|complete by|planned(?: date| for)?|frist|forfall|期限|期日|完了予定日?|納期|fecha(?: límite| objetivo| prevista)?|plazo|vencimiento|échéance|date (?:limite|d'échéance|prévue)|délai|fällig(?: am)?|termin|截止日期|prazo)$/u,
  priority:
    /^(?:priority|prio|pri|urgency|prioritet|優先度|優先順位|prioridad|priorité|niveau de priorité|priorität|优先级|prioridade)$/u,
  category:
    /^(?:category|type|action type|kind|class|classification|area|kategori|種別|分類|タイプ|カテゴリ|tipo|categoría|catégorie|kategorie|typ|类型)$/u,
  level: /^(?:level|lvl|l)$/u,
  test: /^(?:test|tests|verification|verify|verified by|how to verify|acceptance(?: criteria)?|definition of done|success (?:criteria|metric)|evaluation criteria|check|検証|確認方法|prueba|verificación|vérification)$/u,
  ticket:
    /^(?:tickets?|issues?|bugs?|bug (?:no|number|id|link)|jira|linear|tracking(?: (?:bug|issue|ticket|link))?|tracker|references?|refs?|links?|urls?|github(?: issue)?|prs?|pull requests?|task(?: id| link)|issue (?:no|number|link|id)|bug[ /]reference(?:[ /]status)?|referanse|sak|lenke|チケット|課題|リンク|issue リンク|enlace|de problème|lien|problème|工单)$/u,
  done: /^(?:done|status|state|complete|completed|completion|progress|resolved|current status|tilstand|utført|ferdig|状態|ステータス|状況|進捗|estado|hecho|statut|état|complet|stand|erledigt|状态)$/u,
};

/** The field a column or label names; `native` when it is the very word of our own form. Null when it names none. */
export function fieldNamed(label: string): { name: FieldName; native: boolean } | null {
  const plain = label
    .slice(0, 60)
    .toLowerCase()
    .replace(/[’`]/g, "'")
    .replace(/[（(][^()（）]*[）)]/g, ' ')
    .replace(/[*_"#:：?]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const name = fieldNames.find((candidate) => words[candidate].test(plain));
  return name ? { name, native: name === plain } : null;
}

/** Splits `Owner: Priya` into its field and where the value starts; null when the line is no field. */
export function fieldLine(text: string): { name: FieldName; native: boolean; value: string } | null {
  const match = /^\s*([\p{L}][\p{L} .'/-]{0,30}?)\s?[:：]\s*/u.exec(text.slice(0, 60));
  const field = match ? fieldNamed(match[1] ?? '') : null;
  return match && field ? { ...field, value: text.slice(match[0].length) } : null;
}
