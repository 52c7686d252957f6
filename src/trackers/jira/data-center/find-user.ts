import type { Person } from '../../tracker.ts';
import type { DataCenterSession, DataCenterUser } from './data-center-session.ts';

export type FoundUser =
  | { readonly name: string; readonly note: string | null }
  | { readonly name: null; readonly note: string };

/**
 * The user name of a person: that of the configured account (a user name or key), else of the one with the e-mail, else of the only
 * one called exactly that.
 */
export async function findUser(session: DataCenterSession, person: Person): Promise<FoundUser> {
  if (person.account !== null) return withAccount(session, person.name, person.account);
  for (const email of person.emails) {
    const users = await session.findUsers(email);
    const user = users.find(
      (each) => each.active && each.emailAddress?.toLowerCase() === email.toLowerCase(),
    );
    if (user !== undefined) return { name: user.name, note: null };
  }
  const name = person.name.trim();
  const users = name === '' ? [] : await session.findUsers(name);
  const [user, ...others] = users.filter((each) => each.active && isCalled(each, name));
  if (user !== undefined && others.length === 0) {
    return { name: user.name, note: `${person.name} was found by name, not by e-mail.` };
  }
  return {
    name: null,
    note: `${person.name} was not found in ${session.settings.id}; name the account under “people” in the configuration.`,
  };
}

async function withAccount(session: DataCenterSession, who: string, account: string): Promise<FoundUser> {
  const user = await session.userOf(account);
  if (user === null) {
    return { name: null, note: `${session.settings.id} has no user “${account}”, the account of ${who}.` };
  }
  return user.active
    ? { name: user.name, note: null }
    : { name: null, note: `The account of ${who} in ${session.settings.id} is deactivated.` };
}

function isCalled(user: DataCenterUser, name: string): boolean {
  return user.displayName.trim().toLowerCase() === name.toLowerCase();
}
