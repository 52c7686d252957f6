import { readFileSync } from 'node:fs';
import { Router } from 'express';
import { parse } from 'yaml';

/** What the API takes and answers, as OpenAPI 3.1. */
const description: unknown = parse(readFileSync(new URL('openapi.yaml', import.meta.url), 'utf8'));
const text = JSON.stringify(description);

/** The description of the API, for programs and for those who write them. */
export function openapiRoutes(): Router {
  const router = Router();
  router.get('/api/openapi.json', (_request, response) => {
    response.type('json').send(text);
  });
  return router;
}
