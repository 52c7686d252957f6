import express, { type ErrorRequestHandler, type Express } from 'express';
import { rateLimit } from 'express-rate-limit';
import helmet from 'helmet';
import { pinoHttp } from 'pino-http';
import { addressText } from '../lib/html.ts';
import { problemPage } from '../pages/problem-page.ts';
import { stylesheet, stylesheetPath } from '../pages/stylesheet.ts';
import { apiAccess } from './access.ts';
import { apiRoutes } from './api-routes.ts';
import { frameOf } from './frame-of.ts';
import { healthRoutes } from './health-routes.ts';
import { HttpProblem } from './http-problem.ts';
import { incidentApi } from './incident-api.ts';
import { incidentRoutes } from './incident-routes.ts';
import { openapiRoutes } from './openapi-routes.ts';
import { pageRoutes } from './page-routes.ts';
import { pasteRoutes } from './paste-routes.ts';
import { intakeApi } from './postmortem-api-intake.ts';
import { postmortemApi } from './postmortem-api.ts';
import { searchRoutes } from './search-routes.ts';
import type { WebContext } from './web-context.ts';
import { webhookRoutes } from './webhook-routes.ts';

const requestsAMinute = 600;
const tooMany = new HttpProblem(429, 'Too many requests', 'Wait a minute, then try again.');
const aYear = 'public, max-age=31536000, immutable';

/** All doors of the web: health, assets, API, pages, and a clear answer where none of them fits. */
export function createWeb(context: WebContext): Express {
  const app = express();
  app.disable('x-powered-by');
  // Before the log of requests, because an address may end in a secret, and before the limit, because trackers send in bursts.
  app.use(webhookRoutes(context));
  app.use(
    pinoHttp({
      logger: context.log,
      customLogLevel: (_request, response) => (response.statusCode >= 500 ? 'error' : 'debug'),
    }),
  );
  app.use(
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'self'"],
          imgSrc: ["'self'", 'data:'],
          frameAncestors: ["'none'"],
          formAction: ["'self'"],
          baseUri: ["'none'"],
        },
      },
      // Served on loopback or behind a proxy that ends TLS, so promising TLS is the proxy's to do.
      strictTransportSecurity: false,
    }),
  );
  app.use(healthRoutes(context));
  app.get(addressText(stylesheetPath), (_request, response) => {
    response.set('Cache-Control', aYear).type('css').send(stylesheet);
  });
  app.use(
    rateLimit({
      windowMs: 60_000,
      limit: requestsAMinute,
      standardHeaders: 'draft-8',
      legacyHeaders: false,
      handler: (_request, _response, next) => next(tooMany),
    }),
  );
  app.use(openapiRoutes());
  app.use(
    '/api/v1',
    apiAccess(context),
    apiRoutes(context),
    incidentApi(context),
    postmortemApi(context),
    intakeApi(context),
  );
  app.use(pasteRoutes(context), incidentRoutes(context), pageRoutes(context), searchRoutes(context));
  app.use((request) => {
    throw new HttpProblem(404, 'Nothing here', `There is no page at ${request.path}.`);
  });
  app.use(answerProblem(context));
  return app;
}

/** A page for people, a problem document (RFC 9457) for programs; contents of our own faults go to the log only. */
function answerProblem(context: WebContext): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    const problem = error instanceof HttpProblem ? error : (badRequest(error) ?? ourFault);
    if (problem === ourFault) context.log.error({ err: error, path: request.path }, 'A request failed');
    const { status, title, message: detail, errors } = problem;
    response.status(status);
    if (request.path.startsWith('/api/')) {
      response.type('application/problem+json').send(JSON.stringify({ title, status, detail, errors }));
    } else response.send(problemPage(frameOf(context), { status, title, detail }));
  };
}

const ourFault = new HttpProblem(
  500,
  'Something went wrong',
  'The fault is ours and is in the log. Try again in a minute.',
);

/** What Express itself could not read, such as an address with a broken %-sequence. */
function badRequest(error: unknown): HttpProblem | null {
  const status = error instanceof Error && 'status' in error ? error.status : null;
  if (typeof status !== 'number' || status < 400 || status > 499) return null;
  return new HttpProblem(status, 'Bad request', 'The request cannot be read. Check its address.');
}
