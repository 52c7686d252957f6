/** Reads once and answers the same for that long; a failure is not remembered. */
export function remember<T>(
  clock: () => Date,
  milliseconds: number,
  read: (about: string) => Promise<T>,
): (about: string) => Promise<T> {
  const memory = new Map<string, { readonly until: number; readonly value: T }>();
  return async (about) => {
    const now = clock().getTime();
    const known = memory.get(about);
    if (known !== undefined && now < known.until) return known.value;
    const value = await read(about);
    memory.set(about, { until: now + milliseconds, value });
    return value;
  };
}
