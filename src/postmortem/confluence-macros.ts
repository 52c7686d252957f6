import { attribute, decodedAttribute } from './html-attributes.ts';
import type { HtmlToken } from './html-tokens.ts';

type Tag = Extract<HtmlToken, { kind: 'tag' }>;

/** What a macro of Confluence's storage format puts into the text. */
export interface MacroSink {
  readonly add: (text: string, line: number) => void;
  readonly subheading: (text: string, line: number) => void;
}

export interface ConfluenceMacros {
  /** Whether the tag was dealt with here. */
  readonly tag: (tag: Tag) => boolean;
  /** Whether the text belongs to a macro and not to the page. */
  readonly text: (token: Extract<HtmlToken, { kind: 'text' }>) => boolean;
}

/** Elements whose words say something of the page but are none of its words. */
const captured = new Set([
  'ac:parameter',
  'ac:task-id',
  'ac:task-uuid',
  'ac:task-status',
  'ac:default-parameter',
]);
const muted = new Set(['ac:plain-text-body', 'ac:adf-fallback', 'ac:adf-attribute']);
const withinText = new Set(['status', 'jira', 'jiraissues', 'anchor', 'profile']);

/**
 * Reads the macros of Confluence's storage format: the title of panels and expands as a heading, the words of a status, the key
 * of a Jira issue, the state of a task, the name of a linked page. Code and generated lists are left out.
 */
export function confluenceMacros(sink: MacroSink): ConfluenceMacros {
  const names: string[] = [];
  let capture: { element: string; parameter: string; text: string; line: number } | null = null;
  let mute: string | null = null;
  let isLinkBody = false;
  let page: string | null = null;

  const close = ({ element, parameter, text, line }: NonNullable<typeof capture>): void => {
    const words = text.trim();
    const macro = names.at(-1) ?? '';
    if (element === 'ac:task-status') sink.add(words === 'complete' ? '[x] ' : '[ ] ', line);
    else if (element !== 'ac:parameter' || words === '') return;
    else if ((macro === 'status' && parameter === 'title') || (macro === 'jira' && parameter === 'key'))
      sink.add(words, line);
    else if (parameter === 'title' && /^(?:expand|panel|info|note|tip|warning|ui-expand)$/.test(macro))
      sink.subheading(words, line);
  };

  return {
    tag(tag) {
      const { name, closes, empty, line, source } = tag;
      if (mute !== null) {
        if (closes && name === mute) mute = null;
        return true;
      }
      if (capture !== null) {
        if (closes && name === capture.element) {
          const done = capture;
          capture = null;
          close(done);
        }
        return true;
      }
      if (!name.startsWith('ac:') && !name.startsWith('ri:')) return false;
      if (captured.has(name) && !closes) {
        if (!empty)
          capture = { element: name, parameter: attribute(source, 'ac:name') ?? '', text: '', line };
        return true;
      }
      if (muted.has(name) && !closes) {
        if (!empty) mute = name;
        return true;
      }
      if (name === 'ac:structured-macro' || name === 'ac:macro') {
        const macro = closes ? (names.pop() ?? '') : (attribute(source, 'ac:name') ?? '').toLowerCase();
        if (!closes && !empty) names.push(macro);
        return withinText.has(macro);
      }
      if (name === 'ac:plain-text-link-body') isLinkBody = !closes;
      if (name === 'ri:page' || name === 'ri:attachment') {
        page = decodedAttribute(source, 'ri:content-title') || null;
        return true;
      }
      if (name === 'ac:link' && closes && page !== null) {
        sink.add(page, line);
        page = null;
      }
      return false;
    },
    text({ text, line, literal }) {
      if (mute !== null) return true;
      if (capture !== null) {
        capture.text += text;
        return true;
      }
      if (text.trim() !== '') page = null;
      if (!literal) return false;
      if (isLinkBody) sink.add(text, line);
      return true;
    },
  };
}
