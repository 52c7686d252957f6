/** What stands at a path: its values, in their order, or what is wrong. Null and what is below it is unknown, and no fault. */
export type Found = { readonly values: readonly unknown[] } | { readonly problem: string };

/**
 * Follows a path such as `incident.follow_ups[].assignee.email` through every one of the places. A name is missing when no place has it;
 * a path that ends in `?` may be missing.
 */
export function valuesAt(places: readonly unknown[], path: string): Found {
  const isOptional = path.endsWith('?');
  let here = places;
  for (const step of path.replace(/\?$/, '').split('.')) {
    const isList = step.endsWith('[]');
    const name = isList ? step.slice(0, -2) : step;
    const objects = name === '' ? here : here.filter((value) => value !== null && value !== undefined);
    const below = name === '' ? here : objects.flatMap((value) => entry(value, name));
    if (below.length === 0 && objects.length > 0) {
      return isOptional ? { values: [] } : { problem: `nothing has the name "${name}"` };
    }
    const lists = below.filter((value) => value !== null);
    if (isList && lists.some((value) => !Array.isArray(value))) {
      return { problem: `"${name || 'the body'}" is not a list` };
    }
    here = isList ? lists.flatMap((value) => (Array.isArray(value) ? value : [])) : below;
  }
  return { values: here };
}

/** None or one. */
function entry(value: unknown, name: string): unknown[] {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return [];
  return [Object.entries(value).find(([key]) => key === name)?.[1]];
}
