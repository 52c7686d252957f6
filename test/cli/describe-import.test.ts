import { describe, expect, it } from 'vitest';
import { checkPromises } from '../../src/cli/check-promises.ts';
import { describeImport } from '../../src/cli/describe-import.ts';
import { githubCommands } from '../../src/cli/github-commands.ts';
import { judge, readSource } from '../../src/intake/read-source.ts';
import { policy } from '../support/factories.ts';

const text = `---
title: Checkout refused cards
incident: INC-231
---

## Action items

| Action item | Owner | Due |
|---|---|---|
| Reject unknown currency codes in the gateway config | Priya Nair | 2026-11-20 |
| Be more careful when deploying | | |
`;

async function read(source: string, content: string | Uint8Array) {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return judge(await readSource({ source, bytes }), { policy, open: null });
}

function words(lines: string): string[] {
  return lines.split(/\s+/).filter(Boolean);
}

async function levels(source: string, content: string | Uint8Array): Promise<string[]> {
  return checkPromises(await read(source, content), policy).remarks.map(({ level }) => level);
}

const [one] = await read('docs/checkout.md', text);
if (!one) throw new Error('a document was expected');
const shown = (width?: number) => describeImport({ document: one.document, result: null }, policy, width);

describe('what import shows people', () => {
  it('is each item with its line, what is weak about it and a better wording', () => {
    expect(shown()).toBe(`docs/checkout.md "Checkout refused cards"
  INC-231
     10  Reject unknown currency codes in the gateway config
         Priya Nair · due 2026-11-20
     11  Be more careful when deploying
         no owner · no due date
         ✗ feeling:
           It asks people to be careful or to remember; nothing in the system changes, so it lasts
           as long as the memory of the incident.
           → So that nobody has to remember “Be more careful when deploying”: add a check in … that
             stops …, seen to hold when …
         ✗ no-owner, no-due-date: add (Owner: …) (Due: year-month-day)
  2 action items understood, nothing recorded
  1 of 2 promises could be better, 1 against the policy (✗)
`);
  });

  it.each([40, 60, 80])('fits a terminal of %d characters and loses no word', (width) => {
    expect(
      Math.max(
        ...shown(width)
          .split('\n')
          .map((line) => line.length),
      ),
    ).toBeLessThanOrEqual(width);
    expect(words(shown(width))).toEqual(words(shown(200)));
  });
});

describe('a check', () => {
  it('counts a document without action items as a remark, and one that cannot be read as an error', async () => {
    expect(await levels('README.md', '# All our postmortems\n\nSee below.\n')).toEqual(['warning']);
    expect(await levels('scan.md', new Uint8Array([0x25, 0x50, 0x44, 0x46, 0, 1, 2, 255]))).toEqual([
      'error',
    ]);
  });

  it('can put nothing into a workflow command that ends it or begins another', () => {
    const [command, ...others] = githubCommands(
      [
        {
          source: 'a,b:c%\n.md',
          line: 3,
          level: 'error',
          rule: 'vague',
          message: '50 %\r\n::set-env name=A::b',
          suggestion: null,
          about: '',
        },
      ],
      [],
    );

    expect(others).toEqual([]);
    expect(command).toBe(
      '::error file=a%2Cb%3Ac%25%0A.md,line=3,title=vague::50 %25%0D%0A::set-env name=A::b',
    );
  });
});
