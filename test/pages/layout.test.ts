import { describe, expect, it } from 'vitest';
import { addressText } from '../../src/lib/html.ts';
import { stylesheet, stylesheetPath } from '../../src/pages/stylesheet.ts';
import { everyPage } from '../support/every-page.ts';
import { pageText } from '../support/page-text.ts';

describe.each(Object.entries(everyPage()))('the page %s', (_, page) => {
  it('names the organisation, and the time zone once at its foot', () => {
    expect(pageText(page)).toContain('Followthrough Acme');
    expect(pageText(page)).toMatch(
      /Computed Tue 17 Nov 2026, 09:04\. All days and times are in Europe\/Berlin\.$/,
    );
  });

  it('has one main heading, which is also its title', () => {
    const headings = [...page.matchAll(/<h1>([^]*?)<\/h1>/g)].map(([, heading]) => heading?.trim());

    expect(headings).toHaveLength(1);
    expect(page).toContain(`<title>${headings[0]} · Acme · Followthrough</title>`);
  });

  it('gives a name to every form field, region and picture', () => {
    for (const [, id] of page.matchAll(/<(?:select|input id)[^>]*?\bid="([^"]*)"/g)) {
      expect(page).toContain(`<label for="${id}">`);
    }
    for (const [picture] of page.matchAll(/<svg[^>]*>/g))
      expect(picture).toMatch(/aria-label="[^"]+"|aria-hidden="true"/);
    for (const [region] of page.matchAll(/<[^>]*role="region"[^>]*>/g))
      expect(region).toMatch(/aria-label="[^"]+"/);
  });

  it('uses every id once', () => {
    const ids = [...page.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);

    expect(ids).toEqual([...new Set(ids)]);
  });

  it('has no class without a rule for it', () => {
    const known = new Set([...stylesheet.matchAll(/\.([a-z][a-z-]*)/g)].map(([, name]) => name));
    const used = [...page.matchAll(/\sclass="([^"]*)"/g)].flatMap(([, names]) =>
      (names ?? '').split(' ').filter(Boolean),
    );

    expect(used.filter((name) => !known.has(name))).toEqual([]);
  });

  it('asks for the stylesheet by what it holds', () => {
    expect(page).toContain(`<link rel="stylesheet" href="${addressText(stylesheetPath)}" />`);
  });
});
