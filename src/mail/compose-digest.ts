import { addressText } from '../lib/html.ts';
import { weekNamed } from '../lib/calendar.ts';
import { instantText, weekText } from '../pages/dates.ts';
import { keptText } from '../pages/promises-answer.ts';
import { count } from '../pages/wording.ts';
import type { DigestData } from './digest-data.ts';
import { digestMarkup, type DigestFrame } from './digest-markup.ts';
import { answerText, digestSections, type DigestSection } from './digest-sections.ts';

/** One e-mail, both parts saying the same. */
export interface ComposedMail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/**
 * The weekly digest: were promises kept, what slips and since when, what has no owner, what came back. Every number leads
 * to a page below `baseUrl`. Throws when MJML refuses our own markup.
 */
export async function composeDigest(data: DigestData): Promise<ComposedMail> {
  const subject = digestSubject(data);
  const sections = digestSections(data);
  const frame: DigestFrame = {
    title: subject,
    heading: `${data.organisation}, week ${data.completion.week}`.replaceAll(/\s+/g, ' '),
    subheading: subheading(data),
    baseUrl: data.baseUrl.replace(/\/+$/, ''),
    foot: [
      `Computed by Followthrough ${instantText(data.computedAt, data.timeZone)}, ${data.timeZone}. The week is reported as of ${instantText(data.completion.asOf, data.timeZone)}.`,
      'To stop getting this e-mail, ask whoever runs Followthrough to take your address out of “digests” in its configuration.',
    ],
  };
  return { subject, html: await mailHtml(digestMarkup(frame, sections)), text: digestText(frame, sections) };
}

function digestSubject({ organisation, completion, slipping, ownerless }: DigestData): string {
  const kept = keptText(completion.due);
  const facts = [
    kept === null ? dueText(completion.due.total) : `${kept} completed`,
    `${slipping.length} slipping`,
    `${ownerless.length} without an owner`,
  ];
  return `${organisation} ${completion.week}: ${facts.join(', ')}`.replaceAll(/\s+/g, ' ');
}

function dueText(total: number): string {
  return total === 0 ? 'nothing was due' : `${count(total, 'item')} due`;
}

function subheading({ completion, scope, timeZone }: DigestData): string {
  const week = weekNamed(completion.week, timeZone);
  return week ? `${weekText(week)} · ${scope}` : scope;
}

function digestText(frame: DigestFrame, sections: readonly DigestSection[]): string {
  const blocks = sections.map((section) =>
    [
      section.title.toUpperCase(),
      ...(section.answer === null ? [] : [answerText(section)]),
      ...section.rows.map(
        (row) => `- ${row.text}\n  ${row.detail}\n  ${addressText(row.address, frame.baseUrl)}`,
      ),
      ...(section.hidden > 0 ? [`- ${section.hidden} more`] : []),
      addressText(section.address, frame.baseUrl),
    ].join('\n'),
  );
  return (
    [`${frame.heading}\n${frame.subheading}`, ...blocks, `-- \n${frame.foot.join('\n')}`].join('\n\n') + '\n'
  );
}

async function mailHtml(markup: string): Promise<string> {
  const { default: mjml } = await import('mjml');
  const { html, errors } = await mjml(markup, { validationLevel: 'strict', ignoreIncludes: true, fonts: {} });
  if (errors.length > 0) throw new Error(`The digest is no valid MJML: ${errors[0]?.formattedMessage ?? ''}`);
  return html;
}
