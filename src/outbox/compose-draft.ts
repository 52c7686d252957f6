import { resolveOwner, type KnownPerson } from '../actions/resolve-owner.ts';
import { issueTitle } from '../actions/issue-title.ts';
import type { Config, Team } from '../config/config.ts';
import type { PendingWrite } from '../db/write-store.ts';
import type { Backlink, Destination, IssueDraft, Person } from '../trackers/tracker.ts';

/** The issue an item becomes: where it goes, who it is for, and how it leads back to the promise. */
export function composeDraft(pending: PendingWrite, config: Config): IssueDraft {
  const { item } = pending;
  const team = teamOf(item.team, config);
  return {
    destination: destinationOf(team),
    title: issueTitle(item.text),
    description: describe(pending, config),
    assignee: personFor(item.promisedOwner, pending.write.trackerId, config),
    due: item.promisedDue,
    priority: item.promisedPriority,
    labels: labelsOf(team, config),
    backlink: backlinkOf(pending, config),
  };
}

export function destinationOf(team: Team): Destination {
  return { project: team.project, issueType: team.issueType, fields: team.fields };
}

/** The marker label first, then the team's own. */
export function labelsOf(team: Team, config: Config): string[] {
  return [...new Set([config.policy.label, ...team.labels])];
}

export function teamOf(id: string, config: Config): Team {
  const team = config.teams.find((candidate) => candidate.id === id);
  if (!team) {
    throw new Error(
      `The item belongs to team "${id}", which the configuration no longer names. Put the team back.`,
    );
  }
  return team;
}

/** Who the tracker should assign; null when the document names nobody we know. */
export function personFor(written: string | null, trackerId: string, config: Config): Person | null {
  const owner = resolveOwner(written, config.people);
  return owner.kind === 'known' ? personOf(owner.person, trackerId) : null;
}

/** A known person as one tracker may find them. */
export function personOf({ name, emails, accounts }: KnownPerson, trackerId: string): Person {
  return { name, emails, account: accounts[trackerId] ?? null };
}

/** The link from the issue to the item's place on our page of the postmortem. */
export function backlinkOf({ item, incident, postmortem }: PendingWrite, config: Config): Backlink {
  return {
    url: itemAddress(config.organisation.url, postmortem.id, item.id),
    title: `${incident.id}: ${postmortem.title}`,
    subtitle: [incident.severity, 'postmortem action item'].filter(Boolean).join(' · '),
  };
}

function itemAddress(base: string, postmortemId: string, itemId: string): string {
  return `${base.replace(/\/+$/, '')}/postmortems/${postmortemId}#ai-${itemId}`;
}

function describe(pending: PendingWrite, config: Config): string {
  const { item, incident, postmortem } = pending;
  const { url } = backlinkOf(pending, config);
  const facts = [
    `- Incident: ${incident.id}${incident.severity === null ? '' : ` (${incident.severity})`}`,
    `- Postmortem: [${plain(postmortem.title)}](${url}) (${postmortem.source}:${item.line})`,
    item.category === null ? null : `- Category: ${item.category}`,
    item.level === null ? null : `- Level: ${item.level}`,
    item.promisedOwner === null ? null : `- Owner named in the postmortem: ${plain(item.promisedOwner)}`,
  ].filter((line) => line !== null);
  const test = item.test === null ? [] : [`**Done when:** ${item.test}`];
  return [item.text, ...test, facts.join('\n')].join('\n\n');
}

function plain(text: string): string {
  return text.replace(/[[\]]/g, '');
}
