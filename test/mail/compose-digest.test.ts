import { describe, expect, it } from 'vitest';
import { composeDigest } from '../../src/mail/compose-digest.ts';
import { pageText } from '../support/page-text.ts';
import { digestData, due, item, slippingItem } from '../support/sample-reports.ts';
import { spoilt } from '../support/spoilt.ts';

/** Where a part leads to, below the public address. */
const links = (text: string) => new Set(text.match(/https:\/\/followthrough\.acme\.example[^\s"<]*/g));

const mail = await composeDigest(digestData);

describe('the digest', () => {
  it('answers in its subject', () => {
    expect(mail.subject).toBe('Acme 2026-W46: 5 of 9 (56 %) completed, 1 slipping, 1 without an owner');
  });

  it.each([
    ['what was kept', '5 of 9 items due in this week were completed (56 %), 4 on time (44 %).'],
    [
      'what slips, since when',
      'since Wed 11 Nov 2026 · Priya Nair · due Thu 26 Nov 2026 · moved 2×, 21 days',
    ],
    ['what nobody owns', 'Improve monitoring of the image resizer'],
    ['what came back', 'INC-236 Card payments refused for one provider'],
    [
      'what would have prevented it',
      'preventable, unfinished then: “Validate the provider list before it is pushed” (open 64 days, overdue 9 days)',
    ],
    ['when it was computed', 'Computed by Followthrough Mon 16 Nov 2026, 08:00, Europe/Berlin.'],
    ['how to stop it', 'To stop getting this e-mail, ask whoever runs Followthrough'],
  ])('says %s, in both parts', (_, words) => {
    expect(pageText(mail.html)).toContain(words);
    expect(mail.text.replaceAll(/\s+/g, ' ')).toContain(words);
  });

  it('leads from both parts to the same pages, and in HTML from each number to its items too', () => {
    const inHtml = links(mail.html.replaceAll('&#38;', '&').replaceAll('&amp;', '&'));
    const behindNumbers = ['judged', 'done', 'doneOnTime', 'doneLate', 'dropped', 'moved', 'missed'].map(
      (part) => `https://followthrough.acme.example/?week=2026-W46&due=${part}`,
    );

    expect(inHtml).toEqual(new Set([...links(mail.text), ...behindNumbers]));
    expect(inHtml).toContain('https://followthrough.acme.example/completion?week=2026-W46');
    expect(inHtml).toContain('https://followthrough.acme.example/?flag=slipping&week=2026-W46');
    expect(inHtml).toContain(
      `https://followthrough.acme.example/postmortems/${slippingItem.postmortem}#ai-${slippingItem.id}`,
    );
  });

  it('asks nobody else for anything: no picture, no font, no script', () => {
    expect(mail.html).not.toMatch(/<img|<script|@import|fonts\.googleapis/);
    expect(mail.html).not.toMatch(/<link[^>]*stylesheet/);
  });

  it('stays on one screen however long the list', async () => {
    const slipping = Array.from({ length: 8 }, (_, n) => item({ text: `Item number ${n}` }));
    const { html, text } = await composeDigest({ ...digestData, slipping });

    expect(text).toContain('SLIPPING: 8');
    expect(text.match(/Item number/g)).toHaveLength(5);
    expect(text).toContain('- 3 more');
    expect(pageText(html)).toContain('3 more');
  });

  it('of a quiet week says that there was nothing', async () => {
    const quiet = await composeDigest({
      ...digestData,
      completion: { ...digestData.completion, due: due({}) },
      slipping: [],
      overdue: [],
      ownerless: [],
    });

    expect(quiet.subject).toBe('Acme 2026-W46: nothing was due, 0 slipping, 0 without an owner');
    expect(quiet.text).toContain('Nothing was due in this week.');
    expect(quiet.text).toContain('SLIPPING: NONE');
  });

  it('says nothing was judged, not that nothing was due, while every due day is still to come', async () => {
    const { subject } = await composeDigest({
      ...digestData,
      completion: { ...digestData.completion, due: due({ pending: 3 }) },
    });

    expect(subject).toContain('3 items due');
  });
});

/** The digest of an organisation whose documents and trackers say hostile things. */
const spoiltDigest = (hostile: string) => {
  const { organisation, scope } = digestData;
  return composeDigest({ ...spoilt(digestData, hostile), organisation, scope });
};

describe('whatever a document or a tracker says', () => {
  it.each([
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '</mj-text><mj-raw><b>',
    '<!-- ',
    '{{x}} [[y]] %z%',
  ])('stays text in the e-mail: %s', async (hostile) => {
    const { html } = await spoiltDigest(hostile);

    expect(html).not.toMatch(/<script|<img|onerror=alert\(1\)>|<b>|<mj-/);
    expect(pageText(html)).toContain(`${hostile}Priya Nair`);
  });

  it.each(['\n', '\r\n', '\u2028'])(
    'begins no line of its own in the text part and no second header: %j',
    async (broken) => {
      const { subject, text } = await spoiltDigest(`one${broken}two`);

      expect(subject).not.toMatch(/[\r\n\u2028]/);
      expect(text.split(/\r?\n|\u2028/).filter((line) => line.startsWith('two'))).toEqual([]);
    },
  );
});
