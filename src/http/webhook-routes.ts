import express, {
  Router,
  type ErrorRequestHandler,
  type Request,
  type RequestHandler,
  type Response,
} from 'express';
import { setTimeout as pause } from 'node:timers/promises';
import { storeDelivery } from '../db/webhook-store.ts';
import type { TrackerSettings } from '../trackers/settings.ts';
import type { WebhookRequest } from '../trackers/webhook.ts';
import type { WebContext } from './web-context.ts';

const mostBytes = 5 * 1024 * 1024;
/** Linear gives up on an answer after five seconds. */
const patienceMs = 3000;
const address = '/webhooks/:trackerId{/:token}';

interface Place {
  readonly trackerId: string;
  readonly token?: string;
}

/**
 * `POST /webhooks/TRACKER`: proves over the raw bytes that the tracker sent it, stores it, answers. 200 stored, or stored before · 401 not
 * proven · 404 no such tracker · 413 more than 5 MiB · 503 our fault, to be sent again. Addresses are not logged: they may end in a secret.
 */
export function webhookRoutes(context: WebContext): Router {
  const router = Router();
  const raw = express.raw({ type: () => true, limit: mostBytes, inflate: false });
  router.post(address, admit(context), raw, take(context));
  router.all(address, (_request, response) => {
    response.set('Allow', 'POST');
    refuse(response, 405, 'Only deliveries', 'Trackers send deliveries here by POST.');
  });
  router.use('/webhooks', unreadable);
  return router;
}

/** What is known to be wrong before the body is read. */
function admit({ config }: WebContext): RequestHandler<Place> {
  return (request, response, next) => {
    const { trackerId } = request.params;
    const settings = config.trackers.find(({ id }) => id === trackerId);
    if (settings === undefined) {
      return refuse(response, 404, 'No such tracker', 'The configuration names no tracker of that id.');
    }
    if (settings.webhookSecrets.length === 0) {
      const detail = `No webhookSecrets are configured for ${settings.id}, so nothing can be proven.`;
      return refuse(response, 401, 'Not proven', detail);
    }
    response.locals['settings'] = settings;
    next();
  };
}

function take({ db, clock, log, webhooks }: WebContext): RequestHandler<Place> {
  return async (request, response) => {
    const settings: TrackerSettings = response.locals['settings'];
    const read = webhooks.readers[settings.kind](requestOf(request), settings.webhookSecrets, clock());
    if (read.outcome === 'refused') {
      log.warn({ tracker: settings.id, reason: read.reason }, 'A delivery was not believed');
      return refuse(response, 401, 'Not proven', read.reason);
    }
    const { delivery } = read;
    try {
      const body = bytesOf(request).toString('utf8');
      const isNew = await inTime(storeDelivery(db, settings.id, delivery, body, clock()));
      if (isNew && delivery.issueId !== null) webhooks.onStored(settings.id);
      response.json({ status: isNew ? 'stored' : 'stored before' });
    } catch (error) {
      log.error({ tracker: settings.id, reason: causeOf(error) }, 'A delivery could not be stored');
      refuse(response, 503, 'Not stored', 'The fault is ours. Send it again.');
    }
  };
}

function requestOf(request: Request<Place>): WebhookRequest {
  return {
    header: (name) => request.get(name) ?? null,
    body: bytesOf(request),
    token: request.params.token ?? null,
  };
}

function bytesOf(request: Request<Place>): Buffer {
  const body: unknown = request.body;
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
}

/** The result, or an error when it takes longer than the sender waits. What is stored late is known when it is sent again. */
async function inTime<T>(work: Promise<T>): Promise<T> {
  const late = new AbortController();
  const tooLate = pause(patienceMs, null, { signal: late.signal }).then(() => {
    throw new Error(`The database took longer than ${patienceMs} ms.`);
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    tooLate.catch(() => undefined);
    late.abort();
  }
}

/** Why, without the statement that failed: it quotes the delivery. */
function causeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message : 'an unexpected fault';
}

/** What the body's reader could not take: too large, compressed, cut off. */
const unreadable: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  const status = error instanceof Error && 'status' in error ? error.status : null;
  if (response.headersSent || typeof status !== 'number' || status < 400 || status > 499) return next(error);
  if (status === 413) return refuse(response, 413, 'Too large', 'A delivery may have 5 MiB.');
  refuse(
    response,
    status,
    'Bad request',
    'The delivery cannot be read. It is wanted whole and not compressed.',
  );
};

/** A problem document (RFC 9457). */
function refuse(response: Response, status: number, title: string, detail: string): void {
  response
    .status(status)
    .type('application/problem+json')
    .send(JSON.stringify({ title, status, detail, errors: [] }));
}
