/** Somebody the configuration tells us about, because the trackers alone would not find them. */
export interface KnownPerson {
  readonly name: string;
  readonly emails: readonly string[];
  readonly aliases: readonly string[];
  /** Tracker id → account in that tracker. */
  readonly accounts: Readonly<Record<string, string>>;
}

/** Who a document means: a person, nobody at all, or words that lead to nobody we know. */
export type ResolvedOwner =
  | { readonly kind: 'known'; readonly person: KnownPerson }
  | { readonly kind: 'unknown'; readonly written: string }
  | { readonly kind: 'nobody' };

const emailAddress = /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/;

/**
 * Finds the owner a document names: by e-mail address, alias, handle or full name, letter case and accents aside.
 * An e-mail address nobody listed is a person too, since trackers find people by it. A first name alone leads to nobody
 * unless exactly one known person has it: a wrong owner is worse than none.
 */
export function resolveOwner(written: string | null, people: readonly KnownPerson[]): ResolvedOwner {
  const text = written?.trim() ?? '';
  if (text === '') return { kind: 'nobody' };
  const wanted = fold(text);
  const exact = people.filter((person) =>
    [person.name, ...person.emails, ...person.aliases].some((name) => fold(name) === wanted),
  );
  if (exact.length === 1 && exact[0]) return { kind: 'known', person: exact[0] };
  if (exact.length === 0) {
    const byFirstName = people.filter((person) => fold(person.name.split(/\s+/)[0] ?? '') === wanted);
    if (byFirstName.length === 1 && byFirstName[0]) return { kind: 'known', person: byFirstName[0] };
    const email = text.replace(/^.*<(.+)>$/, '$1').replace(/^mailto:/, '');
    if (emailAddress.test(email)) {
      const listed = people.find((person) => person.emails.some((known) => fold(known) === fold(email)));
      return { kind: 'known', person: listed ?? { name: email, emails: [email], aliases: [], accounts: {} } };
    }
  }
  return { kind: 'unknown', written: text };
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').replace(/^@/, '').trim().toLowerCase();
}
