import type { Config } from '../config/config.ts';

/** Who gets the weekly e-mail, and the teams it is about. Somebody named in several places of the configuration gets one. */
export interface DigestRecipient {
  readonly address: string;
  readonly teams: readonly string[] | 'all';
}

export function digestRecipients(digests: Config['digests']): DigestRecipient[] {
  const byAddress = new Map<string, DigestRecipient>();
  for (const { to, teams } of digests) {
    for (const address of to) {
      const key = address.toLowerCase();
      const known = byAddress.get(key);
      byAddress.set(key, known ? { ...known, teams: union(known.teams, teams) } : { address, teams });
    }
  }
  return [...byAddress.values()];
}

function union(a: DigestRecipient['teams'], b: DigestRecipient['teams']): DigestRecipient['teams'] {
  return a === 'all' || b === 'all' ? 'all' : [...new Set([...a, ...b])];
}
