import { createHash } from 'node:crypto';
import { Router, type Request, type Response } from 'express';
import { randomIds } from '../intake/new-item.ts';
import { previewDocument, takeDocument, type Taken } from '../intake/take-document.ts';
import { addressText } from '../lib/html.ts';
import { postmortemAddress } from '../pages/addresses.ts';
import { pasteAddress } from '../pages/paste-address.ts';
import { pastePage, type PasteForm } from '../pages/paste-page.ts';
import type { PastedView } from '../pages/paste-view.ts';
import { pasteScript, pasteScriptPath } from '../pages/paste-script.ts';
import { frameOf } from './frame-of.ts';
import { readSentForm, sentForm, type SentForm } from './paste-form.ts';
import { sameOrigin } from './same-origin.ts';
import type { WebContext } from './web-context.ts';

const nothingYet: PasteForm = { text: '', fileName: '', note: null, view: null };

/** The page on which a postmortem is pasted or uploaded, looked at and recorded. The text travels in the form; nothing is kept before. */
export function pasteRoutes(context: WebContext): Router {
  const { config, db, clock } = context;
  const settings = { db, config, clock, ids: randomIds };
  const router = Router();
  router.get(addressText(pasteScriptPath), (_request, response) => {
    response.set('Cache-Control', 'public, max-age=31536000, immutable').type('js').send(pasteScript);
  });
  router.get(addressText(pasteAddress), (_request, response) => {
    response.send(pastePage(frameOf(context), nothingYet));
  });
  router.post(
    addressText(pasteAddress),
    sameOrigin(config),
    ...readSentForm,
    async (request: Request, response: Response) => {
      const form = await sentForm(request);
      const posted = {
        source: null,
        ending: null,
        bytes: form.bytes,
        ...(form.fileName === '' ? {} : { fileName: form.fileName }),
      };
      const isSeen = form.previewed === fingerprintOf(form.bytes);
      if (form.does === 'record' && isSeen) {
        const outcome = await takeDocument(settings, posted);
        const place = 'taken' in outcome ? outcome.taken.find(({ result }) => result?.postmortemId) : null;
        if (place?.result?.postmortemId) {
          response.redirect(303, addressText(postmortemAddress(place.result.postmortemId)));
          return;
        }
        response.status(422).send(pastePage(frameOf(context), shown(form, outcome, null)));
        return;
      }
      const note =
        form.does === 'record'
          ? 'The text is not the one that was looked at. Look again, then record it.'
          : null;
      const outcome = await previewDocument(settings, posted);
      response.send(pastePage(frameOf(context), shown(form, outcome, note)));
    },
  );
  return router;
}

function shown({ bytes, fileName }: SentForm, outcome: Taken, note: string | null): PasteForm {
  const text = new TextDecoder().decode(bytes).replaceAll(/\r\n?/g, '\n').replaceAll('\0', '\ufffd');
  const documents = 'refused' in outcome ? outcome.read : outcome.taken.map(({ document }) => document);
  const view: PastedView = {
    lines: text.split('\n'),
    fingerprint: fingerprintOf(Buffer.from(text)),
    documents,
    standings: 'refused' in outcome ? [] : outcome.taken.map(({ standing }) => standing),
    refused: 'refused' in outcome ? outcome.refused : [],
  };
  return { text, fileName, note, view };
}

function fingerprintOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
