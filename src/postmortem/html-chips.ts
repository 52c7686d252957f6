import { attribute, decodedAttribute, hasClass } from './html-attributes.ts';
import { type HtmlHead, isBold, isStruck } from './html-head.ts';
import type { HtmlToken } from './html-tokens.ts';
import type { Mark } from './inline-builder.ts';

type Tag = Extract<HtmlToken, { kind: 'tag' }>;

/** A person or a day that the editor knows as such. */
export interface Chip {
  readonly kind: 'person' | 'day';
  /** What stands for the element's words: the day in figures, an account's id; null to take its words. */
  readonly shown: string | null;
  /** What identifies the person beyond the words, such as an e-mail address. */
  readonly id: string | null;
}

const personClass =
  /^(?:user-mention|confluence-userlink|user-hover|js-user-link|gfm-project_member|mention|user)$/;

/** The person or day a tag stands for, as Confluence, Jira, GitLab, Notion and Google Docs mark them. */
export function chipOf({ name, source, empty }: Tag): Chip | null {
  if (name === 'time') {
    const day = /^\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?/.exec(
      attribute(source, 'datetime') ?? '',
    )?.[0];
    return day === undefined && empty ? null : { kind: 'day', shown: day ?? null, id: null };
  }
  if (name === 'ri:user') {
    const id =
      attribute(source, 'ri:account-id') ??
      attribute(source, 'ri:username') ??
      attribute(source, 'ri:userkey');
    return id ? { kind: 'person', shown: `@${id}`, id: null } : null;
  }
  if (name !== 'a' && name !== 'span') return null;
  const address =
    name === 'a' ? /^mailto:([^?\s]{3,200})/i.exec(decodedAttribute(source, 'href'))?.[1] : undefined;
  if (address !== undefined) return { kind: 'person', shown: null, id: address };
  const isPerson =
    hasClass(source, personClass) && (name === 'a' || !/\sclass=["']?user["']?[^>]*\shref/.test(source));
  return isPerson ? { kind: 'person', shown: null, id: null } : null;
}

interface CheckMark {
  readonly text: string;
  readonly opensItem: boolean;
}

function box(isTicked: boolean, opensItem = false): CheckMark {
  return { text: isTicked ? '[x] ' : '[ ] ', opensItem };
}

/** The check box a tag draws, and whether the tag begins an item of its own. */
export function checkMark(tag: Tag): CheckMark | null {
  const { name, source } = tag;
  const state = attribute(source, 'data-task-state');
  if (state !== null) return box(/^done$/i.test(state), true);
  if (name === 'input')
    return attribute(source, 'type')?.toLowerCase() === 'checkbox'
      ? box(attribute(source, 'checked') !== null)
      : null;
  if (name === 'div' && hasClass(source, /^checkbox-(?:on|off)$/))
    return box(hasClass(source, /^checkbox-on$/));
  if (name !== 'li') return null;
  const isTask =
    attribute(source, 'data-inline-task-id') !== null || attribute(source, 'role') === 'checkbox';
  if (!isTask && attribute(source, 'data-checked') === null) return null;
  return box(
    hasClass(source, /^checked$/) ||
      attribute(source, 'aria-checked') === 'true' ||
      attribute(source, 'data-checked') === 'true',
  );
}

const tagMarks: Readonly<Record<string, Mark>> = {
  strong: 'bold',
  b: 'bold',
  em: 'italic',
  i: 'italic',
  s: 'struck',
  del: 'struck',
  strike: 'struck',
};

/** How the words of an inline element are set, by its name, its style or its class in the page's styles. */
export function marksOf(name: string, source: string, head: HtmlHead): Mark[] {
  const style = attribute(source, 'style') ?? '';
  const own = tagMarks[name];
  const isPlain = own === 'bold' && /font-weight\s?:\s?(?:normal|[1-5]00)/i.test(style);
  const marks = new Set<Mark>(own && !isPlain ? [own] : []);
  if (isBold(style) || hasClassOf(source, head.bold)) marks.add('bold');
  if (isStruck(style) || hasClassOf(source, head.struck) || hasClass(source, /^to-do-children-checked$/))
    marks.add('struck');
  return [...marks];
}

function hasClassOf(source: string, names: ReadonlySet<string>): boolean {
  return names.size > 0 && (attribute(source, 'class') ?? '').split(/\s+/).some((name) => names.has(name));
}
