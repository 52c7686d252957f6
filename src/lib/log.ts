import { pino, type DestinationStream, type Logger } from 'pino';

export type Log = Logger;

/** Secrets never reach the log, whichever object they travel in. */
const hidden = [
  'apiKey',
  'apiToken',
  'token',
  'authorization',
  'password',
  'credential',
  'clientSecret',
  'refreshToken',
  'accessToken',
  'webhookSecrets',
  'smtp',
  'headers.authorization',
  'headers.cookie',
];

/** One JSON line an event on standard error, since standard output is for results. */
export function createLog(
  level: 'info' | 'warn' | 'silent',
  destination: DestinationStream = pino.destination(2),
): Log {
  return pino(
    { level, redact: { paths: hidden.flatMap((path) => [path, `*.${path}`]), censor: '[hidden]' } },
    destination,
  );
}
