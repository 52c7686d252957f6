import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createTransport, type WireAnswer } from '../../../src/trackers/linear/transport.ts';

let server: Server | null = null;

afterEach(async () => {
  const closing = server;
  server = null;
  if (closing === null) return;
  await new Promise((resolve) => {
    closing.close(resolve);
    closing.closeAllConnections();
  });
});

/** What the transport makes of a server that answers so. */
async function answerOf(listener: RequestListener, timeoutMs = 10_000): Promise<WireAnswer> {
  const started = createServer(listener);
  server = started;
  await new Promise<void>((resolve) => {
    started.listen(0, '127.0.0.1', resolve);
  });
  const address = started.address();
  const port = typeof address === 'object' ? address?.port : null;
  const send = createTransport(
    {
      id: 'linear-main',
      kind: 'linear',
      url: `http://127.0.0.1:${port}/graphql`,
      credential: { type: 'bearer', token: 'oauth-token' },
      webhookSecrets: [],
    },
    timeoutMs,
  );
  return await send('{}');
}

describe('the way to Linear', () => {
  it('sends an OAuth token as a bearer and reads status, headers and body', async () => {
    let authorization: string | undefined;
    const answer = await answerOf((request, response) => {
      ({ authorization } = request.headers);
      response.setHeader('X-Complexity', '7');
      response.statusCode = 400;
      response.end('Not so.');
    });
    if (answer.kind !== 'answered') throw new Error(answer.why);
    expect(authorization).toBe('Bearer oauth-token');
    expect([answer.status, answer.text, answer.headers.get('X-Complexity')]).toEqual([400, 'Not so.', '7']);
  });

  it('gives up on an answer that never ends, however steadily it drips', async () => {
    const answer = await answerOf((_request, response) => {
      const timer = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(timer));
    }, 300);
    expect(answer).toEqual({ kind: 'silent', why: 'did not answer within 300 ms' });
  });

  it('reads no more than 16 MB', async () => {
    const answer = await answerOf((_request, response) => {
      response.end(Buffer.alloc(17 * 1024 * 1024, 32));
    });
    expect(answer).toEqual({ kind: 'silent', why: 'sent more than 16777216 bytes' });
  });

  it('is silent when the connection breaks in the middle', async () => {
    const answer = await answerOf((_request, response) => {
      response.writeHead(200, { 'Content-Length': '100' });
      response.write('{"data":');
      setTimeout(() => response.destroy(), 20);
    });
    expect(answer).toEqual({ kind: 'silent', why: 'did not answer' });
  });
});
