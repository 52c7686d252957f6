import { html, type Html } from '../lib/html.ts';
import { itemAddress } from './addresses.ts';
import { instantText } from './dates.ts';
import { layout, type Frame } from './layout.ts';
import { leftFact, pauseLines, type TrackerLimits } from './limit-facts.ts';
import { watchSection, type WatchedFolderView } from './watch-section.ts';
import { count } from './wording.ts';

/** A write that is not done yet. */
export interface QueuedWrite {
  readonly id: string;
  readonly itemId: string;
  readonly trackerId: string;
  readonly kind: 'create' | 'adopt' | 'update';
  readonly state: 'queued' | 'sending' | 'unknown' | 'refused';
  /** What it would do, in one line. */
  readonly what: string;
  readonly attempts: number;
  /** When it was queued. */
  readonly since: Date;
  /** When it may next be sent. */
  readonly until: Date;
  /** The tracker's own words on the last attempt. */
  readonly reason: string | null;
}

/** What the last sweep of a tracker said. */
export interface TrackerSweep {
  readonly trackerId: string;
  readonly kind: string;
  readonly sweptAt: Date | null;
  readonly fullSweptAt: Date | null;
  /** The last error, when it is newer than the last sweep. */
  readonly error: string | null;
  readonly errorAt: Date | null;
  /** Whether the tracker tells of changes by itself; null when that is not known. */
  readonly webhooks: {
    readonly state: 'off' | 'quiet' | 'arriving' | 'silent';
    readonly lastAt: Date | null;
  } | null;
  readonly limits: TrackerLimits;
}

export interface QueueView {
  readonly writes: readonly QueuedWrite[];
  readonly sweeps: readonly TrackerSweep[];
  readonly folders: readonly WatchedFolderView[];
}

interface Group {
  readonly name: string;
  readonly meaning: string;
  readonly holds: (write: QueuedWrite, now: Date) => boolean;
}

const groups: readonly Group[] = [
  {
    name: 'Refused',
    meaning: 'The tracker said no. Nothing was written, and nothing will be until a person mends the cause.',
    holds: (write) => write.state === 'refused',
  },
  {
    name: 'Unknown',
    meaning:
      'Sent, but the answer never came. The tracker is asked what became of it before anything is sent again.',
    holds: (write) => write.state === 'unknown',
  },
  {
    name: 'Waiting',
    meaning: 'Put off by the tracker or after an attempt that failed; sent again by itself.',
    holds: (write, now) => write.state === 'queued' && write.until > now,
  },
  {
    name: 'Queued',
    meaning: 'Sent by the next drain.',
    holds: (write, now) => write.state === 'sending' || (write.state === 'queued' && write.until <= now),
  },
];

const deeds: Readonly<Record<QueuedWrite['kind'], string>> = {
  create: 'Create',
  adopt: 'Adopt',
  update: 'Update',
};

/** The operator's page: what is queued, stuck or refused and why, when each tracker was last read, and whether its webhooks come. */
export function queuePage(frame: Frame, view: QueueView): string {
  return layout(frame, {
    title: 'Queue',
    section: 'queue',
    lead: html`<p class="muted">
      ${view.writes.length === 0 ? 'No write is waiting.' : `${count(view.writes.length, 'write')} not done yet.`}
    </p>`,
    body: html`${view.writes.length === 0 && allWritten}
    ${groups.map((group) => groupSection(frame, group, view.writes))} ${sweepSection(frame, view.sweeps)}
    ${watchSection(frame, view.folders)}`,
  });
}

const allWritten = html`<div class="empty">
  <strong>Everything is written.</strong>
  <p>The trackers show what the postmortems and the review meeting said.</p>
</div>`;

function groupSection(frame: Frame, group: Group, all: readonly QueuedWrite[]): Html | null {
  const writes = all.filter((write) => group.holds(write, frame.now));
  if (writes.length === 0) return null;
  return html`<section>
    <h2>${group.name} <span class="muted">${writes.length}</span></h2>
    <p class="muted">${group.meaning}</p>
    <ul class="items">
      ${writes.map((write) => html`<li>${writeCard(frame, write)}</li>`)}
    </ul>
  </section>`;
}

function writeCard(frame: Frame, write: QueuedWrite): Html {
  const waits = write.state !== 'refused' && write.until > frame.now;
  return html`<article class="item">
    <div>
      <h3><a href="${itemAddress(write.itemId)}">${deeds[write.kind]} ${write.what}</a></h3>
      ${
        write.reason &&
        html`<blockquote class="quote">
          <span class="unseen">${write.trackerId} said: </span>${write.reason}
        </blockquote>`
      }
    </div>
    <dl class="facts">
      <dt>Tracker</dt>
      <dd>${write.trackerId}</dd>
      <dt>Queued</dt>
      <dd>${instantText(write.since, frame.timeZone)}</dd>
      <dt>Attempts</dt>
      <dd>${write.attempts}</dd>
      ${
        waits &&
        html`<dt>Until</dt>
          <dd>${instantText(write.until, frame.timeZone)}</dd>`
      }
      ${
        write.state === 'sending' &&
        html`<dt>State</dt>
          <dd>being sent</dd>`
      }
    </dl>
  </article>`;
}

function sweepSection(frame: Frame, sweeps: readonly TrackerSweep[]): Html {
  return html`<section>
    <h2>Sweeps</h2>
    <p class="muted">When each tracker was last read.</p>
    <ul class="items">
      ${sweeps.map((sweep) => html`<li>${sweepCard(frame, sweep)}</li>`)}
    </ul>
  </section>`;
}

function sweepCard(frame: Frame, sweep: TrackerSweep): Html {
  const instant = (when: Date | null) => (when ? instantText(when, frame.timeZone) : 'never');
  const failure =
    sweep.error !== null &&
    html`<p><span class="flag late">Failed</span> ${sweep.errorAt && instant(sweep.errorAt)}</p>
      <blockquote class="quote">${sweep.error}</blockquote>`;
  return html`<article class="item">
    <div>
      <h3>${sweep.trackerId} <span class="muted">${sweep.kind}</span></h3>
      ${failure} ${pauseLines(sweep.limits, frame.timeZone)}
      ${
        sweep.webhooks?.state === 'silent' &&
        html`<p>
          <span class="flag late">No webhooks</span> Issues change and no webhook tells of it.
          <code>check</code> says where to look.
        </p>`
      }
    </div>
    <dl class="facts">
      <dt>Swept</dt>
      <dd>${instant(sweep.sweptAt)}</dd>
      <dt>In full</dt>
      <dd>${instant(sweep.fullSweptAt)}</dd>
      <dt>Webhook</dt>
      <dd>${sweep.webhooks?.state === 'off' ? 'not set up' : instant(sweep.webhooks?.lastAt ?? null)}</dd>
      ${leftFact(sweep.limits)}
    </dl>
  </article>`;
}
