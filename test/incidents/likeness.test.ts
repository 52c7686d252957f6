import { describe, expect, it } from 'vitest';
import { likeness, type IncidentText } from '../../src/incidents/likeness.ts';

const text = (id: string, title: string, over: Partial<IncidentText> = {}): IncidentText => ({
  id,
  title,
  summary: null,
  rootCause: null,
  services: ['checkout'],
  causes: [],
  ...over,
});
const earlier = text('A', 'Checkout refused cards after a currency table push');

describe('two incidents', () => {
  it('that read alike may be a repeat, with the reasons as the later one writes them', () => {
    const found = likeness(text('B', 'Cards refused: currency tables were stale'), earlier);
    expect(found).toMatchObject({ incident: 'B', repeats: 'A' });
    expect(found?.because).toEqual(['service checkout', 'cards', 'refused', 'currency', 'tables']);
    expect(found?.similarity).toBeGreaterThan(0.5);
  });

  it.each<[string, IncidentText, boolean]>([
    ['nothing in common', text('B', 'Search latency doubled', { services: ['search'] }), false],
    ['only a service and a word', text('B', 'Cards unreadable for hours in three shops'), false],
    ['little among much', text('B', 'Cards refused', { summary: manyWords(60) }), false],
    ['other forms of the same words', text('B', 'Refusing a card: pushes of currencies and table'), true],
    [
      'their causes',
      text('B', 'Down', { services: ['Checkout '], causes: ['config-push', 'late-alert'] }),
      true,
    ],
  ])('with %s: %#', (_name, incident, expected) => {
    const other =
      incident.causes.length > 0
        ? { ...earlier, title: 'Up', causes: ['Config-Push', 'late-alert'] }
        : earlier;
    expect(likeness(incident, other) !== null).toBe(expected);
  });

  it('are alike whichever is asked first', () => {
    const one = text('B', 'Cards refused: currency tables were stale');
    expect(likeness(one, earlier)?.similarity).toBe(likeness(earlier, one)?.similarity);
  });
});

function manyWords(count: number): string {
  return Array.from({ length: count }, (_, at) => `word${at}x`).join(' ');
}
