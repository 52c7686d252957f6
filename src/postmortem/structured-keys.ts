import { fieldNamed } from './field-words.ts';
import { foldKey } from './front-matter.ts';
import { headingKind } from './heading-words.ts';

/** The keys of a postmortem in JSON or YAML, each with the other names it is known by; first the name of the contract. */
export const postmortemKeys = {
  title: ['name', 'shortDescription', 'titulo', 'titre', 'titel', 'titolo'],
  incident: [],
  incidentId: ['id', 'incidentNumber', 'incidentKey'],
  severity: ['sev', 'gravedad', 'severidad', 'gravite', 'gravita', 'severidade', 'schweregrad'],
  services: ['service', 'affectedServices', 'components', 'servicios', 'dienste', 'servicos', 'servizi'],
  startedAt: [
    'started',
    'start',
    'startTime',
    'date',
    'occurredAt',
    'incidentDate',
    'openedAt',
    'fecha',
    'datum',
    'data',
  ],
  endedAt: ['ended', 'end', 'endTime', 'resolvedAt', 'resolved'],
  repeats: ['repeatOf'],
  causes: ['cause'],
  customerVisible: ['customerFacing'],
  publishedAt: ['published'],
  authors: ['author'],
  summary: ['description', 'overview', 'resumen', 'zusammenfassung', 'resume', 'resumo', 'riassunto'],
  draft: [],
  status: [],
  sections: [],
  impact: [],
  detection: [],
  trigger: [],
  rootCause: ['rootCauses'],
  contributingFactors: [],
  resolution: [],
  wentWell: ['whatWentWell'],
  wentWrong: ['whatWentWrong', 'difficult'],
  lessons: ['lessonsLearned'],
  timeline: [],
  actionItems: ['followUps', 'correctiveActions', 'actions'],
  source: ['url'],
  problems: [],
} as const;

export const storyKeys = {
  impact: postmortemKeys.impact,
  detection: postmortemKeys.detection,
  trigger: [],
  rootCause: postmortemKeys.rootCause,
  contributingFactors: postmortemKeys.contributingFactors,
  resolution: postmortemKeys.resolution,
  wentWell: postmortemKeys.wentWell,
  wentWrong: postmortemKeys.wentWrong,
  lessons: postmortemKeys.lessons,
  timeline: postmortemKeys.timeline,
} as const;

export const incidentKeys = {
  id: ['key', 'number', 'reference', 'incidentId'],
  title: ['name'],
  severity: ['sev', 'priority'],
  startedAt: ['started', 'start', 'date', 'occurredAt', 'createdAt'],
  endedAt: ['ended', 'end', 'resolvedAt', 'resolved'],
  services: ['service', 'affectedServices', 'components'],
  repeats: ['repeatOf'],
  causes: ['cause'],
  customerVisible: ['customerFacing'],
  summary: [],
} as const;

export const itemKeys = {
  text: [
    'title',
    'name',
    'summary',
    'action',
    'what',
    'task',
    'item',
    'todo',
    'measure',
    'shortDescription',
    'description',
    'accion',
    'tarea',
    'massnahme',
    'acao',
    'azione',
    'tache',
    'descripcion',
    'beschreibung',
    'descricao',
    'descrizione',
  ],
  owner: ['assignee', 'assignedTo'],
  due: ['dueDate', 'dueAt', 'dueOn', 'deadline'],
  priority: [],
  category: ['type'],
  level: [],
  test: ['verification', 'doneWhen', 'acceptanceCriteria'],
  done: ['completed', 'status', 'state'],
  links: [
    'link',
    'ticket',
    'tickets',
    'issue',
    'url',
    'externalIssue',
    'externalIssueReference',
    'externalLink',
  ],
  section: [],
  line: [],
  problems: [],
} as const;

/** Which key a written one stands for; null for one nobody knows. Beside their names here, keys may be the words that documents use. */
export function keyNamed<Name extends string>(
  keys: Readonly<Record<Name, readonly string[]>>,
  written: string,
): Name | null {
  const folded = foldKey(written);
  for (const name in keys)
    if (folded === foldKey(name) || keys[name].some((other) => folded === foldKey(other))) return name;
  const spoken = spokenKey(keys, written);
  for (const name in keys) if (name === spoken) return name;
  return null;
}

function spokenKey(keys: Readonly<Record<string, readonly string[]>>, written: string): string | null {
  const words = written
    .replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')
    .replace(/[_-]+/g, ' ')
    .toLowerCase();
  if (keys === itemKeys) {
    const field = fieldNamed(words)?.name;
    return field === 'ticket' ? 'links' : (field ?? null);
  }
  return keys === postmortemKeys && headingKind(words) !== null ? 'actionItems' : null;
}

/** The known key most like a mistyped one, when one is near. */
export function nearestKey(
  keys: Readonly<Record<string, readonly string[]>>,
  written: string,
): string | null {
  const folded = foldKey(written).slice(0, 30);
  const scored = Object.keys(keys).map((name) => ({ name, distance: editDistance(folded, foldKey(name)) }));
  const best = scored.toSorted((one, other) => one.distance - other.distance)[0];
  return best && best.distance <= Math.max(1, Math.floor(best.name.length / 3)) ? best.name : null;
}

function editDistance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [at, letter] of one.split('').entries()) {
    const next = [at + 1];
    for (const [column, wanted] of other.split('').entries())
      next.push(
        Math.min(
          (next[column] ?? 0) + 1,
          (row[column + 1] ?? 0) + 1,
          (row[column] ?? 0) + (letter === wanted ? 0 : 1),
        ),
      );
    row = next;
  }
  return row[other.length] ?? 0;
}
