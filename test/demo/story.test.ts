import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { resolveOwner } from '../../src/actions/resolve-owner.ts';
import { routeItem } from '../../src/actions/route-item.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { renderDays } from '../../src/demo/render-days.ts';
import { storyActs, storyDocuments, storyEvents, type StoryEvent } from '../../src/demo/story.ts';
import { addDays, daysBetween } from '../../src/lib/calendar.ts';
import { judgePostmortem } from '../../src/postmortem/quality/judge-postmortem.ts';
import { readPostmortems } from '../../src/postmortem/read-postmortems.ts';

const today = '2026-11-21';
const demo = join(import.meta.dirname, '../../config/demo');
const loaded = loadConfig({ path: join(demo, 'followthrough.yaml'), environment: {} });
if ('problems' in loaded) throw new Error('the demo configuration has problems');
const { people, teams, defaultTeam, policy } = loaded.config;

const samples = storyDocuments.map(({ file, published }) => {
  const text = renderDays(readFileSync(join(demo, 'postmortems', file), 'utf8'), today);
  return {
    file,
    published,
    text,
    postmortems: readPostmortems(file, text).map((read) => judgePostmortem(read, policy, null)),
  };
});
const items = samples.flatMap(({ file, postmortems }) =>
  postmortems.flatMap((postmortem) =>
    postmortem.actionItems.map((item) => ({ ...item, file, services: postmortem.incident.services })),
  ),
);
const itemOf = (event: StoryEvent) =>
  items.filter((item) => item.file === event.document && item.text.startsWith(event.item));
const eventsOf = (item: (typeof items)[number]) =>
  storyEvents.filter((event) => itemOf(event).includes(item));

describe('the sample postmortems', () => {
  it('are the files of the folder, each told of in the story', () => {
    expect(readdirSync(join(demo, 'postmortems')).toSorted()).toEqual(samples.map(({ file }) => file));
  });

  it.each(samples)(
    '$file is understood whole, with every token a day',
    ({ text, postmortems, published }) => {
      const [postmortem] = postmortems;

      expect(text).not.toContain('{{');
      expect(postmortems).toHaveLength(1);
      expect(postmortem?.problems).toEqual([]);
      expect(postmortem?.publishedAt).toBe(addDays(today, published));
      expect(postmortem?.incident.id).toMatch(/^INC-4\d\d$/);
      expect(postmortem?.incident.startedAt).toMatch(/^\d{4}-\d\d-\d\dT/);
      expect(postmortem?.actionItems.length).toBeGreaterThanOrEqual(3);
    },
  );

  it('hold 47 items of four teams, some without owner or date, some vague', () => {
    const teamsSeen = new Set(items.map((item) => routeItem(item.services, teams, '')));

    expect(items).toHaveLength(47);
    expect(teamsSeen).toEqual(new Set(teams.map((team) => team.id)));
    expect(items.filter((item) => item.owner === null)).toHaveLength(4);
    expect(items.filter((item) => item.due === null)).toHaveLength(5);
    expect(items.filter((item) => item.problems.some(({ rule }) => rule === 'vague'))).toHaveLength(3);
    expect(defaultTeam).toBe('platform');
  });

  it('name only owners the configuration knows', () => {
    const owners = items.flatMap((item) => (item.owner === null ? [] : [item.owner]));

    expect(owners.filter((owner) => resolveOwner(owner, people).kind !== 'known')).toEqual([]);
  });
});

describe('the story', () => {
  it('tells every event of exactly one item, after its postmortem, before today, by people of the company', () => {
    const names = people.map((person) => person.name);

    for (const event of storyEvents) {
      const published = samples.find(({ file }) => file === event.document)?.published ?? 0;
      expect(
        itemOf(event).map((item) => item.text),
        `${event.document}: ${event.item}`,
      ).toHaveLength(1);
      expect(event.day).toBeGreaterThan(published);
      expect(event.day).toBeLessThan(0);
      expect(names).toContain(event.by);
      expect(names.includes(event.to ?? '')).toBe(event.does === 'reassign');
      expect(event.due !== undefined).toBe(event.does === 'redate');
    }
  });

  it('never works on what is finished, unless it was opened again', () => {
    for (const item of items) {
      let finished = false;
      for (const event of eventsOf(item)) {
        expect(event.does === 'reopen', `${item.text}: ${event.does} on ${event.day}`).toBe(finished);
        finished = event.does === 'finish' || event.does === 'cancel' || event.does === 'trash';
      }
    }
  });

  it('shows a company that keeps about two of three promises', () => {
    const promises = items.flatMap((item) => {
      const events = eventsOf(item);
      const redates = events.filter((event) => event.does === 'redate');
      const isDone =
        events.findLast((event) => event.does === 'finish' || event.does === 'reopen')?.does === 'finish';
      const first = item.due === null ? [] : [daysBetween(today, item.due)];
      return [...first, ...redates.map((event) => event.due ?? 0)]
        .map((due, at) => ({ due, kept: at === redates.length && isDone }))
        .filter(({ due }) => due < 0);
    });
    const rate = promises.filter(({ kept }) => kept).length / promises.length;

    expect(promises.length).toBeGreaterThan(35);
    expect(rate).toBeGreaterThan(0.55);
    expect(rate).toBeLessThan(0.7);
  });

  it('has dates that keep moving, one owner who left an item, one trashed issue and one reopened', () => {
    const pushedTwice = items.filter(
      (item) => eventsOf(item).filter((event) => event.does === 'redate').length >= 2,
    );

    expect(pushedTwice.length).toBeGreaterThanOrEqual(3);
    const acts = new Set(storyEvents.map((event) => event.does));
    expect([...acts].toSorted()).toEqual([...storyActs].toSorted());
  });
});
