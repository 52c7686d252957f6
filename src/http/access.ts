import type { RequestHandler } from 'express';
import { useApiToken } from '../db/api-token-store.ts';
import { tokenRoles, type TokenRole } from '../db/vocabularies.ts';
import { HttpProblem } from './http-problem.ts';
import { sameOrigin } from './same-origin.ts';
import type { WebContext } from './web-context.ts';

const reading: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Who may use the API. Reading is open as long as there is no sign-in, but a token that is given must be a good one. Writing takes the
 * token of a member; our own pages, which carry none, are known by where the browser says they come from.
 */
export function apiAccess({
  config,
  db,
  clock,
}: Pick<WebContext, 'config' | 'db' | 'clock'>): RequestHandler {
  const fromOurPages = sameOrigin(config);
  return async (request, response, next) => {
    const needed: TokenRole = reading.has(request.method) ? 'reader' : 'member';
    const header = request.get('authorization');
    if (header !== undefined) {
      const token = /^Bearer +([\w.~+/=-]+) *$/i.exec(header)?.[1] ?? null;
      const known = token === null ? null : await useApiToken(db, token, clock());
      if (known === null) {
        response.set('WWW-Authenticate', 'Bearer error="invalid_token"');
        throw new HttpProblem(401, 'Unknown token', 'The token is not a valid one, or was revoked.');
      }
      if (!includes(known.role, needed)) {
        response.set('WWW-Authenticate', 'Bearer error="insufficient_scope"');
        throw new HttpProblem(
          403,
          'Not with this token',
          `The token "${known.name}" is of a ${known.role}; this takes a ${needed}.`,
        );
      }
      return next();
    }
    if (needed === 'reader') return next();
    const isBrowser = request.get('sec-fetch-site') !== undefined || request.get('origin') !== undefined;
    if (isBrowser) return fromOurPages(request, response, next);
    response.set('WWW-Authenticate', 'Bearer');
    throw new HttpProblem(
      401,
      'A token is needed',
      'Send the header "Authorization: Bearer TOKEN". A token is made with: followthrough token create NAME --role member',
    );
  };
}

function includes(role: TokenRole, needed: TokenRole): boolean {
  return tokenRoles.indexOf(role) >= tokenRoles.indexOf(needed);
}
