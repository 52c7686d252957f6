/** The name most like the one given, or null when none is near enough to be a slip of the keyboard. */
export function nearestName(given: string, names: readonly string[]): string | null {
  const wanted = given.toLowerCase();
  let nearest: string | null = null;
  let smallest = Math.max(1, Math.floor(given.length / 3)) + 1;
  for (const name of names) {
    const edits = editsBetween(wanted, name.toLowerCase());
    if (edits < smallest) {
      smallest = edits;
      nearest = name;
    }
  }
  return nearest;
}

/** Levenshtein's distance: insertions, deletions and replacements of one character. */
function editsBetween(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let line = 1; line <= from.length; line += 1) {
    const next = [line];
    for (let column = 1; column <= to.length; column += 1) {
      const replaced = (row[column - 1] ?? 0) + (from[line - 1] === to[column - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
