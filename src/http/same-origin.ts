import type { RequestHandler } from 'express';
import type { Config } from '../config/config.ts';
import { HttpProblem } from './http-problem.ts';

const reading: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Lets nothing be written from another site's page. A browser says where a request comes from and cannot be made to lie about it; a program
 * says nothing of it and is let in with JSON, which no form of another site can send.
 */
export function sameOrigin({ organisation }: Pick<Config, 'organisation'>): RequestHandler {
  const own = new URL(organisation.url).origin;
  return (request, _response, next) => {
    if (reading.has(request.method)) return next();
    const site = request.get('sec-fetch-site');
    const origin = request.get('origin');
    const isOurs =
      site === undefined
        ? origin === undefined
          ? request.is('json') !== false
          : origin === own || URL.parse(origin)?.host === request.get('host')
        : site === 'same-origin' || site === 'none';
    next(isOurs ? undefined : foreign);
  };
}

const foreign = new HttpProblem(
  403,
  'Not from here',
  'This can be changed only on the pages of this service, or by a program that sends JSON.',
);
