import type { Config } from '../config/config.ts';

const loopback = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Why the demo must not run with a configuration, or null when it may: it empties the database and writes to the trackers, so
 * both have to be its own.
 */
export function realConfigProblem({ database, trackers }: Config): string | null {
  if (database.url !== null) {
    return 'The demo empties its database at every start, so it takes none with a url. Leave out database.url.';
  }
  for (const { id, url } of trackers) {
    const { hostname, port } = new URL(url);
    if (!loopback.includes(hostname) || port === '') {
      return `The demo plays the trackers itself, but ${id} is at ${url}. Give it an address like http://127.0.0.1:4681.`;
    }
  }
  return null;
}
