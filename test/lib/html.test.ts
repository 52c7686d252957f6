import { assert, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressText, href, html, htmlText, path, withAnchor, withQuery } from '../../src/lib/html.ts';
import { anyText } from '../support/any-text.ts';

/** Takes a template without running it: only its types are looked at. */
const written = (_piece: () => unknown) => undefined;

describe('a template', () => {
  it('escapes every value, in text and in attributes', () => {
    const text = `<img src=x onerror="alert('1')"> & co`;

    expect(htmlText(html`<p title="${text}">${text}</p>`)).toBe(
      '<p title="&#60;img src=x onerror=&#34;alert(&#39;1&#39;)&#34;&#62; &#38; co">' +
        '&#60;img src=x onerror=&#34;alert(&#39;1&#39;)&#34;&#62; &#38; co</p>',
    );
  });

  it('never lets a text begin a tag or end an attribute, whatever the text', () => {
    assert(
      property(anyText(), (text) => {
        const page = htmlText(html`<p title="${text}">${text}</p>`);
        const inside = /^<p title="([^]*)">([^]*)<\/p>$/.exec(page);

        expect(inside?.[1]).not.toMatch(/[<>"']/);
        expect(inside?.[2]).not.toMatch(/[<>]/);
      }),
    );
  });

  it('keeps pieces made by a template and joins lists', () => {
    const rows = ['Ada', 'B & C'].map((name) => html`<li>${name}</li>`);

    expect(htmlText(html`<b>${rows}</b>`)).toBe('<b><li>Ada</li><li>B &#38; C</li></b>');
  });

  it('prints zero and the empty text, but nothing for what is not there', () => {
    expect(htmlText(html`${0}|${''}|${null}|${undefined}|${false}|${[]}`)).toBe('0|||||');
  });

  it('is not fooled by data that looks like a finished piece', () => {
    const forged: unknown = JSON.parse('{ "markup": "<script>", "Symbol(markup)": "<script>" }');

    // @ts-expect-error an object has no one way to be shown
    expect(() => html`${forged}`).toThrow(TypeError);
  });

  it('takes nothing that has more than one way to be shown', () => {
    // @ts-expect-error a date needs a zone
    written(() => html`${new Date(0)}`);
    // @ts-expect-error a promise is not there yet
    written(() => html`${Promise.resolve('x')}`);
    // @ts-expect-error a function was forgotten to be called
    written(() => html`${() => 'x'}`);
    // @ts-expect-error true is no text
    written(() => html`${true}`);

    expect(() => htmlText(html`${'text'}`)).not.toThrow();
  });

  it('refuses a value in an attribute without quotes', () => {
    // prettier-ignore
    expect(() => html`<p class=${'x onclick=alert(1)'}>`).toThrow('Quote the attribute');
    expect(htmlText(html`<p>1 + 1 = ${2}</p>`)).toBe('<p>1 + 1 = 2</p>');
  });

  it.each(['href', 'src', 'action', 'formaction'])('refuses a plain text as %s', (attribute) => {
    const parts = Object.assign([`<a ${attribute}="`, '">'], { raw: [] });

    expect(() => html(parts, 'https://acme.example')).toThrow('Only href()');
    expect(htmlText(html(parts, path`/x`))).toBe(`<a ${attribute}="/x">`);
  });
});

describe('an address from outside', () => {
  it.each(['https://acme.example/browse/PAY-1', 'http://localhost:1', '/queue', 'a/b', '#ai-1', '?week=1'])(
    'may be http, https or relative: %s',
    (text) => {
      const place = href(text);

      expect(place && addressText(place)).toBe(text);
    },
  );

  it.each([
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    '\u0001JavaScript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    'mailto:a@b.example',
    'https://[broken',
  ])('is no link when it is anything else: %j', (text) => {
    expect(href(text)).toBeNull();
  });
});

describe('an address of our own', () => {
  it('holds a value as one segment, whatever the value', () => {
    expect(addressText(path`/postmortems/${'../a?b#c"'}`)).toBe('/postmortems/..%2Fa%3Fb%23c%22');
  });

  it('leaves out what is not asked for', () => {
    expect(addressText(withQuery(path`/`, { team: null, q: 'a&b', flag: '' }))).toBe('/?q=a%26b');
    expect(addressText(withQuery(path`/`, { team: undefined }))).toBe('/');
  });

  it('stands below the public address in an e-mail', () => {
    expect(addressText(withAnchor(path`/postmortems/${'7'}`, 'ai-3'), 'https://f.example')).toBe(
      'https://f.example/postmortems/7#ai-3',
    );
  });
});
