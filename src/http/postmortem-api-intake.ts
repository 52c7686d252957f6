import { Router, type Request, type Response } from 'express';
import { mappedDocument } from '../intake/mapped-document.ts';
import { randomIds } from '../intake/new-item.ts';
import { previewDocument, takeDocument } from '../intake/take-document.ts';
import { HttpProblem } from './http-problem.ts';
import { answerTaken } from './postmortem-api-answer.ts';
import { isDryRun } from './postmortem-api.ts';
import { readPayload } from './postmortem-api-body.ts';
import type { WebContext } from './web-context.ts';

/** Follow-ups as incident platforms post them, read by a mapping of the configuration, below `/api/v1`. */
export function intakeApi(context: WebContext): Router {
  const { config, db, clock } = context;
  const { mappings = {} } = config.intake;
  const router = Router();
  const settings = { db, config, clock, ids: randomIds };
  router.post('/intake/:mapping', ...readPayload, async (request: Request, response: Response) => {
    const name = String(request.params['mapping']);
    const mapping = Object.hasOwn(mappings, name) ? mappings[name] : undefined;
    if (!mapping) {
      const known = Object.keys(mappings).join(', ') || 'none';
      throw new HttpProblem(
        404,
        'No such mapping',
        `There is no intake.mappings.${name} in the configuration. There are: ${known}.`,
      );
    }
    const mapped = mappedDocument(request.body, mapping);
    if ('problems' in mapped) {
      const detail = mapped.problems.map(({ path, message }) => `${path}: ${message}`).join(' ');
      throw new HttpProblem(422, 'Nothing was recorded', detail, mapped.problems);
    }
    const take = isDryRun(request) ? previewDocument : takeDocument;
    const source = mapped.id === null ? null : `${name}/${mapped.id}`;
    answerTaken(response, await take(settings, { source, ending: '.json', bytes: Buffer.from(mapped.text) }));
  });
  return router;
}
