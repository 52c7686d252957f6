import type { JiraSite } from '../jira-site.ts';

/** A user as Data Center writes one: by name and key, where Cloud has account ids. */
export function userJson(site: JiraSite, origin: string, name: string): object | null {
  const place = site.users.findIndex(({ accountId }) => accountId === name);
  const user = site.users[place];
  if (user === undefined) return null;
  const avatar = `${origin}/secure/useravatar?ownerId=${user.accountId}`;
  return {
    self: `${origin}/rest/api/2/user?username=${user.accountId}`,
    key: keyOf(place),
    name: user.accountId,
    ...(user.emailHidden === true ? {} : { emailAddress: user.email }),
    avatarUrls: { '48x48': avatar, '24x24': avatar, '16x16': avatar, '32x32': avatar },
    displayName: user.name,
    active: user.active !== false,
    timeZone: 'Europe/Berlin',
    locale: 'en_US',
  };
}

/** The name of the user with the key; null when there is none. Keys look like this since Jira 8.4. */
export function nameOfKey(site: JiraSite, key: string): string | null {
  return site.users.find((_user, place) => keyOf(place) === key)?.accountId ?? null;
}

/** What a Cloud route answers, in Data Center's words: people by name and key, addresses of version 2. */
export function inDataCenterWords(site: JiraSite, origin: string, value: unknown): unknown {
  const translate = (each: unknown): unknown => inDataCenterWords(site, origin, each);
  if (typeof value === 'string') {
    return value.startsWith(origin) ? value.replace('/rest/api/3/', '/rest/api/2/') : value;
  }
  if (Array.isArray(value)) return value.map(translate);
  if (typeof value !== 'object' || value === null) return value;
  if ('accountId' in value && typeof value.accountId === 'string') {
    return userJson(site, origin, value.accountId);
  }
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, translate(inner)]));
}

function keyOf(place: number): string {
  return `JIRAUSER${10_100 + place}`;
}
