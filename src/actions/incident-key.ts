/** File names that say nothing, for which the folder's name is taken. */
const sayNothing = new Set([
  'index',
  'readme',
  'postmortem',
  'post-mortem',
  'report',
  'document',
  'incident',
  '-',
  '',
]);

/**
 * The id of an incident whose document does not give one: the file's name without its endings, or the folder's where the
 * file's says nothing. `part` tells several postmortems of one file apart.
 */
export function incidentKey(source: string, part: number): string {
  const steps = source.split(/[\\/]/).filter(Boolean);
  const names = steps.map((step, at) =>
    at === steps.length - 1 ? step.replace(/(\.[a-z]{1,5})+$/i, '') : step,
  );
  const name = names.toReversed().find((step) => !sayNothing.has(step.toLowerCase())) ?? 'incident';
  return part === 0 ? name : `${name}-${part + 1}`;
}
