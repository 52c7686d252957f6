import express, { type Router } from 'express';
import { type Board, boardMessage, boardPage } from './board-page.ts';
import { boardScript } from './board-script.ts';
import { boardStyle } from './board-style.ts';

/** What a person asked of one issue; every field as the form sends it, null where the form left it out. */
export interface BoardChange {
  readonly column: string | null;
  /** Empty takes the due date away. */
  readonly due: string | null;
  /** Empty means nobody. */
  readonly assignee: string | null;
  readonly delete: boolean;
  /** The person who makes the change. */
  readonly as: string | null;
}

/** A sandbox's side of the board. `change` answers null when done, else the sentence that says why not. */
export interface BoardSource {
  read(actingAs: string | null): Board;
  change(issueId: string, change: BoardChange): string | null;
}

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** `/board`, its script and stylesheet, and `POST /board/issues/:id`, which changes the issue and goes back (303). */
export function boardRoutes(vendor: string, source: BoardSource): Router {
  const router = express.Router();
  router.get('/board.js', (_request, response) => {
    response.type('text/javascript').send(boardScript);
  });
  router.get('/board.css', (_request, response) => {
    response.type('text/css').send(boardStyle);
  });
  router.get('/board', (request, response) => {
    response.set('Content-Security-Policy', policy);
    response.type('text/html').send(boardPage(source.read(text(request.query['as']))));
  });
  router.post('/board/issues/:id', express.urlencoded({ extended: false }), (request, response) => {
    const fields = new Map<string, unknown>(Object.entries(Object(request.body)));
    const as = text(fields.get('as'));
    const refusal = source.change(request.params.id, {
      column: text(fields.get('column')),
      due: text(fields.get('due')),
      assignee: text(fields.get('assignee')),
      delete: text(fields.get('delete')) !== null,
      as,
    });
    if (refusal === null) {
      response.redirect(303, as === null ? '/board' : `/board?as=${encodeURIComponent(as)}`);
      return;
    }
    response.set('Content-Security-Policy', policy);
    response.status(422).type('text/html').send(boardMessage(vendor, refusal));
  });
  return router;
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
