import type { JiraSite, JiraUser } from '../jira-site.ts';
import type { DataCenterDesk } from './data-center-faults.ts';

/** Who asks, or the page that turns them away. */
export type Login =
  | {
      readonly outcome: 'user';
      readonly user: JiraUser | null;
      readonly headers: Readonly<Record<string, string>>;
    }
  | {
      readonly outcome: 'turned away';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly json?: object;
      readonly page?: string;
    };

const wrongPasswordsBeforeCaptcha = 3;
const reasonHeader = 'X-Seraph-LoginReason';

/**
 * Signs a request in. A token nobody knows makes the caller a stranger and turns nothing away; a wrong password does, and after
 * three of them the right one is not taken either until a person has signed in with a browser.
 */
export function createLogin(
  site: JiraSite,
  desk: DataCenterDesk,
): (authorization: string | undefined) => Login {
  const wrong = new Map<string, number>();

  function withPassword(encoded: string): Login {
    if (desk.now.isBasicDisabled) {
      const json = { message: 'Basic Authentication has been disabled on this instance.' };
      return { outcome: 'turned away', status: 403, headers: {}, json };
    }
    const pair = Buffer.from(encoded, 'base64').toString('utf8');
    const [name = ''] = pair.split(':');
    const failures = wrong.get(name) ?? 0;
    if (failures >= wrongPasswordsBeforeCaptcha) {
      const page = pageSaying('Basic Authentication Failure - Reason : AUTHENTICATION_DENIED');
      return {
        outcome: 'turned away',
        status: 403,
        headers: { [reasonHeader]: 'AUTHENTICATION_DENIED' },
        page,
      };
    }
    const known = site.credentials.find(({ email, token }) => pair === `${email}:${token}`);
    if (known === undefined) {
      wrong.set(name, failures + 1);
      const page = pageSaying('Basic Authentication Failure - Reason : AUTHENTICATED_FAILED');
      return {
        outcome: 'turned away',
        status: 401,
        headers: { [reasonHeader]: 'AUTHENTICATED_FAILED' },
        page,
      };
    }
    wrong.delete(name);
    return signedIn(known.accountId, { [reasonHeader]: 'OK' });
  }

  function signedIn(name: string | undefined, headers: Readonly<Record<string, string>>): Login {
    return { outcome: 'user', user: site.users.find(({ accountId }) => accountId === name) ?? null, headers };
  }

  return (authorization = '') => {
    const [, scheme = '', credential = ''] = /^(\w+) (.+)$/.exec(authorization) ?? [];
    if (scheme === 'Basic') return withPassword(credential);
    const known = site.credentials.find(({ token }) => scheme === 'Bearer' && token === credential);
    return signedIn(known?.accountId, {});
  };
}

function pageSaying(words: string): string {
  return `<html><head><title>${words}</title></head><body><h1>${words}</h1></body></html>`;
}
