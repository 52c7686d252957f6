/** What a filter may ask about a row: values, one related row, or several. */
export interface Facts {
  readonly [name: string]: string | boolean | Date | null | Facts | readonly Facts[];
}

/** Whether the row passes a filter object of Linear's schema: comparators, nested filters, `some`, `every`, `and`, `or`. */
export function passes(facts: Facts, filter: unknown): boolean {
  return Object.entries(Object(filter)).every(([name, condition]) => {
    if (condition === null || condition === undefined) return true;
    if (name === 'and') return listOf(condition).every((inner) => passes(facts, inner));
    if (name === 'or') return listOf(condition).some((inner) => passes(facts, inner));
    const fact = facts[name];
    if (fact === undefined) throw new Error(`The sandbox does not know how to filter by ${name}`);
    if (isRows(fact)) {
      return Object.entries(Object(condition)).every(([quantifier, inner]) =>
        quantifier === 'some'
          ? fact.some((row) => passes(row, inner))
          : fact.every((row) => passes(row, inner)),
      );
    }
    if (fact !== null && typeof fact === 'object' && !(fact instanceof Date)) return passes(fact, condition);
    return compares(fact, condition);
  });
}

function compares(fact: string | boolean | Date | null, condition: unknown): boolean {
  return Object.entries(Object(condition)).every(([operator, wanted]) => {
    if (wanted === null || wanted === undefined) return true;
    if (operator === 'in') return listOf(wanted).some((one) => one === fact);
    if (operator === 'nin') return !listOf(wanted).some((one) => one === fact);
    const order = orderOf(fact, wanted);
    if (operator === 'eq') return order === 0;
    if (operator === 'neq') return order !== 0;
    if (operator === 'gt') return order > 0;
    if (operator === 'gte') return order >= 0;
    if (operator === 'lt') return order < 0;
    if (operator === 'lte') return order <= 0;
    if (operator === 'eqIgnoreCase') return orderOf(folded(fact), folded(wanted)) === 0;
    throw new Error(`The sandbox does not know the comparison ${operator}`);
  });
}

/** Below, at or above zero as the fact is below, at or above the wanted value; NaN, which no comparison holds for, when they cannot be compared. */
function orderOf(fact: unknown, wanted: unknown): number {
  if (fact instanceof Date) return typeof wanted === 'string' ? fact.getTime() - Date.parse(wanted) : NaN;
  if (fact === wanted) return 0;
  if (typeof fact !== 'string' || typeof wanted !== 'string') return NaN;
  return fact < wanted ? -1 : 1;
}

function folded(value: unknown): unknown {
  return typeof value === 'string' ? value.toLowerCase() : value;
}

function isRows(fact: Facts[string]): fact is readonly Facts[] {
  return Array.isArray(fact);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}
