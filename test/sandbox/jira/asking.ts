import { type JiraSandbox, startJiraSandbox } from '../../../src/sandbox/jira/jira-sandbox.ts';
import { acme, secret } from '../../trackers/jira/jira-harness.ts';

export const clock = (): Date => new Date('2026-11-10T09:00:00.000Z');
export const words = {
  type: 'doc',
  version: 1,
  content: [{ type: 'paragraph', content: [{ type: 'text', text: 'x' }] }],
};

/** A sandbox of its own. */
export async function started(): Promise<JiraSandbox & AsyncDisposable> {
  const sandbox = await startJiraSandbox({ port: 0, clock, site: acme });
  return { ...sandbox, [Symbol.asyncDispose]: () => sandbox.close() };
}

/** One request, in the name of Followthrough unless another token is given. */
export function ask(
  sandbox: JiraSandbox,
  method: string,
  path: string,
  body?: unknown,
  token = secret,
): Promise<Response> {
  return fetch(`${sandbox.url}/rest/api/3${path}`, {
    method,
    headers: {
      Authorization: `Basic ${Buffer.from(`bot@acme.example:${token}`).toString('base64')}`,
      'Content-Type': 'application/json',
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}
