import { invalidArgument } from './wire-errors.ts';

export interface PageArguments {
  readonly first?: number | null;
  readonly after?: string | null;
}

export interface Connection<T> {
  readonly nodes: readonly T[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/**
 * One page of rows already in order. A cursor is the id of a row; 50 rows unless told, 250 at most.
 * A cursor whose row is gone is refused, as one of the ways Linear may behave.
 */
export function page<R extends { readonly id: string }, T>(
  rows: readonly R[],
  { first, after }: PageArguments,
  view: (row: R) => T,
): Connection<T> {
  const size = first ?? 50;
  if (size > 250) throw invalidArgument('first must not be greater than 250');
  if (size < 1) throw invalidArgument('first must not be less than 1');
  const start = after === undefined || after === null ? 0 : rows.findIndex((row) => row.id === after) + 1;
  if (start === 0 && after !== undefined && after !== null) throw invalidArgument('invalid cursor');
  const chosen = rows.slice(start, start + size);
  return {
    nodes: chosen.map(view),
    pageInfo: {
      hasNextPage: start + size < rows.length,
      hasPreviousPage: start > 0,
      startCursor: chosen[0]?.id ?? null,
      endCursor: chosen.at(-1)?.id ?? null,
    },
  };
}

/** Newest first by the chosen instant, ids breaking ties so that the order is total. */
export function newestFirst<R extends { readonly id: string }>(
  rows: readonly R[],
  instant: (row: R) => string,
): R[] {
  return rows.toSorted((a, b) =>
    instant(a) === instant(b) ? (a.id < b.id ? 1 : -1) : instant(a) < instant(b) ? 1 : -1,
  );
}
