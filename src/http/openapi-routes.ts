import { readFileSync } from 'node:fs';
import { Router } from 'express';
import { parse } from 'yaml';

/** What the API takes and answers, as OpenAPI 3.1, for programs and for those who write them. */
export function openapiRoutes(): Router {
  const router = Router();
  // Read when somebody asks: hardly any process of the product is ever asked, and a tenth of a second is much of its start.
  let description: string | null = null;
  router.get('/api/openapi.json', (_request, response) => {
    description ??= readDescription();
    response.type('json').send(description);
  });
  return router;
}

function readDescription(): string {
  return JSON.stringify(parse(readFileSync(new URL('openapi.yaml', import.meta.url), 'utf8')));
}
