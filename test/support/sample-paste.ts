import type { PasteForm } from '../../src/pages/paste-page.ts';

/** A pasted text with an item and a problem, looked at. */
export const pasteForm: PasteForm = {
  text: 'Cards refused\n- Reject unknown codes\n???',
  fileName: 'cards.md',
  note: 'Look again.',
  view: {
    lines: ['Cards refused', '- Reject unknown codes', '???'],
    fingerprint: 'abc',
    documents: [
      {
        title: 'Cards refused',
        source: 'posted/inc-231',
        incident: {
          id: 'INC-231',
          severity: 'SEV1',
          startedAt: '2026-11-02',
          endedAt: null,
          services: ['checkout'],
          repeats: 'INC-7',
          causes: ['config-push'],
        },
        publishedAt: '2026-11-03',
        authors: ['Priya Nair'],
        summary: 'A code was unknown.',
        actionItems: [
          {
            line: 2,
            text: 'Reject unknown codes',
            owner: 'Priya Nair',
            due: '2026-11-20',
            priority: 'high',
            category: 'prevent',
            test: 'code XYZ is refused',
            done: true,
            links: ['PAY-812'],
            problems: [
              { rule: 'vague', message: 'What is rejected?', suggestion: 'Reject unknown codes in …' },
            ],
          },
        ],
        problems: [{ line: 3, message: 'It cannot be read.', hint: 'Write words.' }],
      },
    ],
    standings: ['new'],
    refused: [],
  },
};
