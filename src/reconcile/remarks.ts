import type { LinkedItem } from '../db/linked-item-store.ts';
import type { Issue } from '../trackers/tracker.ts';

/** Sentences about an item's issue that a person should read; each is kept once. */

export function labelStaysOff(label: string): string {
  return `The label "${label}" was removed again; it stays off.`;
}

export function moved(from: string, to: string): string {
  return `${from} was moved and is ${to} now.`;
}

const lostAccess = 'our account may no longer see';

/** An issue the tracker says is there and keeps from us. */
export function forbidden(key: string): string {
  return `${key} is there, but ${lostAccess} it.`;
}

/** Every issue of a project left at once, which deleting seldom does. */
export function projectHidden(project: string): string {
  return `No issue of ${project} that was asked for is there: ${lostAccess} ${project}.`;
}

/** The remarks without those that an issue which was read proves wrong. */
export function withoutAbsence(remarks: readonly string[]): string[] {
  return remarks.filter((sentence) => !sentence.includes(lostAccess));
}

/**
 * What an issue that carries an item's marker and is not its issue means: a clone takes the labels along but not the hidden key, and a
 * gateway that sent a create twice leaves two with both. Only the linked one is followed.
 */
export function twin(item: Pick<LinkedItem, 'key' | 'issueKey'>, issue: Issue): string {
  const what =
    issue.marker === undefined
      ? 'made twice, or copied from it'
      : issue.marker === item.key
        ? 'made twice'
        : 'copied from it';
  return `${issue.key} carries the marker of ${item.issueKey} too: ${what}. Only ${item.issueKey} is followed; close or unmark the other.`;
}
