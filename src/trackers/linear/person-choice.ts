import type { LinearDocument } from '@linear/sdk';
import type { Person } from '../tracker.ts';
import type { UserNode } from './shapes.ts';

/** Who a person is in Linear, or why nobody can be assigned. */
export type PersonFound =
  | { readonly user: UserNode }
  | { readonly user: null; readonly why: string; readonly do: string };

/** Everybody in Linear who may be the person. */
export function asks(person: Person): LinearDocument.UserFilter {
  const { account, emails, name } = person;
  const addresses = account?.includes('@') === true ? [account, ...emails] : emails;
  return {
    or: [
      ...(account !== null && !account.includes('@') ? [{ id: { eq: account } }] : []),
      ...addresses.map((email) => ({ email: { eqIgnoreCase: email } })),
      { name: { eqIgnoreCase: name } },
      { displayName: { eqIgnoreCase: name } },
    ],
  };
}

/** By account, else by e-mail, else by a name that one active user and nobody else has. */
export function choosePerson(person: Person, found: readonly UserNode[]): PersonFound {
  const emails = person.account?.includes('@') === true ? [person.account, ...person.emails] : person.emails;
  const known =
    found.find((user) => user.id === person.account) ??
    found.find((user) => emails.some((email) => same(email, user.email)));
  if (known !== undefined) {
    if (known.active && known.isAssignable !== false) return { user: known };
    if (known.active) {
      return {
        user: null,
        why: `Linear lets nobody assign issues to ${person.name}`,
        do: `Name another owner, or give the account full membership in Linear.`,
      };
    }
    return {
      user: null,
      why: `${person.name}’s account in Linear is deactivated`,
      do: `Name another owner, or reactivate the account in Linear.`,
    };
  }
  const namesakes = found.filter(
    (user) =>
      user.active &&
      user.isAssignable !== false &&
      (same(user.name, person.name) || same(user.displayName, person.name)),
  );
  const [only] = namesakes;
  if (only !== undefined && namesakes.length === 1 && person.account === null) return { user: only };
  return {
    user: null,
    why:
      namesakes.length > 1
        ? `Linear has several people called ${person.name}`
        : `Linear has nobody for ${person.name}`,
    do: `Add their e-mail address or Linear user id under people in the configuration.`,
  };
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
