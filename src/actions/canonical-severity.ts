/**
 * The policy's own spelling of a severity, so that `sev-1`, `SEV1` and `Sev 1 (critical)` are one. A severity the policy
 * does not name stays as it was written.
 */
export function canonicalSeverity(written: string | null, known: readonly string[]): string | null {
  if (written === null) return null;
  const whole = fold(written);
  const match =
    known.find((name) => whole === fold(name)) ?? known.find((name) => startsWithWord(written, name));
  return match ?? written.trim();
}

function startsWithWord(written: string, name: string): boolean {
  const rest = fold(written);
  const wanted = fold(name);
  return rest.startsWith(wanted) && !/^\d/.test(rest.slice(wanted.length));
}

function fold(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
