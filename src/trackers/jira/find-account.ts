import type { Person } from '../tracker.ts';
import type { JiraSession } from './jira-session.ts';

export type FoundAccount =
  | { readonly accountId: string; readonly note: string | null }
  | { readonly accountId: null; readonly note: string };

/**
 * Jira's account of a person: the configured one, else the one with the e-mail, else the only one of exactly that name.
 * Jira shows most e-mails to nobody, so that an unknown e-mail proves little.
 */
export async function findAccount(session: JiraSession, person: Person): Promise<FoundAccount> {
  if (person.account !== null) return { accountId: person.account, note: null };
  for (const email of person.emails) {
    const users = await session.findUsers(email);
    const user = users.find(
      (each) => each.active && each.emailAddress?.toLowerCase() === email.toLowerCase(),
    );
    if (user !== undefined) return { accountId: user.accountId, note: null };
  }
  const name = person.name.trim().toLowerCase();
  if (name !== '') {
    const users = await session.findUsers(person.name.trim());
    const namesakes = users.filter((each) => each.active && each.displayName.trim().toLowerCase() === name);
    const [user] = namesakes;
    if (user !== undefined && namesakes.length === 1) {
      return { accountId: user.accountId, note: `${person.name} was found by name, not by e-mail.` };
    }
  }
  return {
    accountId: null,
    note: `${person.name} was not found in ${session.settings.id}; name the account under “people” in the configuration.`,
  };
}
