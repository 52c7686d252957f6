import { describe, expect, it } from 'vitest';
import { agendaPage } from '../../src/pages/agenda-page.ts';
import { postmortemPage } from '../../src/pages/postmortem-page.ts';
import { programmePage } from '../../src/pages/programme-page.ts';
import { queuePage } from '../../src/pages/queue-page.ts';
import { repeatsPage } from '../../src/pages/repeats-page.ts';
import { pageText } from '../support/page-text.ts';
import * as sample from '../support/sample-reports.ts';

const { frame } = sample;

describe('the repeats', () => {
  it('say what came back, and which of it an unfinished item was to prevent', () => {
    const text = pageText(repeatsPage(frame, sample.repeatsReport));

    expect(text).toContain(
      '3 of 17 incidents of the last 13 weeks repeated an earlier one (18 %). 2 of them started while an action item that was to prevent it was unfinished.',
    );
    expect(text).toContain('repeats INC-198 after 71 days · same service and cause');
    expect(text).toContain(
      'Validate the provider list before it is pushed PAY-790 · unfinished then: open 64 days, overdue 9 days',
    );
    expect(text).toContain(
      '6 of 8 incidents whose items were all finished 90 or more days ago did not come back within 90 days (75 %).',
    );
  });

  it('of a quiet quarter claim nothing', () => {
    const quiet = {
      incidents: 0,
      repeats: 0,
      repeatRate: null,
      preventable: 0,
      repeatsInWeek: [],
      preventableRepeats: [],
    };
    const text = pageText(
      repeatsPage(frame, { ...sample.repeatsReport, ...quiet, fixHeld: { cleared: 0, held: 0, rate: null } }),
    );

    expect(text).toContain('No incident started in the last 13 weeks.');
    expect(text).toContain('so nothing can be said.');
    expect(text).not.toContain('Preventable repeats');
  });
});

describe('the programme', () => {
  it('says how many postmortems there are, how soon, and which are owed', () => {
    const text = pageText(programmePage(frame, sample.programmeReport));

    expect(text).toContain('7 of 9 incidents of the last 13 weeks that need a postmortem have one (78 %).');
    expect(text).toContain('5 of 9 (56 %) were published within 72 hours');
    expect(text).toContain('INC-212 Search index served an empty catalogue SEV2 Tue 22 Sep 2026, 13:30');
  });

  it('without any incident owes nothing', () => {
    const none = {
      qualifying: 0,
      withPostmortem: 0,
      coverage: null,
      withinLimit: null,
      medianHoursToPublish: null,
      missing: [],
    };
    const text = pageText(programmePage(frame, { ...sample.programmeReport, ...none }));

    expect(text).toContain('No incident of the last 13 weeks needed a postmortem.');
    expect(text).toContain('Nothing is owed.');
  });
});

describe('the agenda', () => {
  it('keeps its order, says why, and what was decided last', () => {
    const text = pageText(agendaPage(frame, sample.agenda));

    expect(text.indexOf('Retire the hand-edited')).toBeLessThan(text.indexOf('Refuse a ledger export'));
    expect(text).toContain('INC-236 would have been prevented by it; it was open 64 days then.');
    expect(text).toContain(
      'Last decision: Redate, Wed 11 Nov 2026, Dana Whitfield: “waits for the new export format”',
    );
  });

  it('says an evidence once, though it is also the reason', () => {
    const text = pageText(agendaPage(frame, sample.agenda));

    expect(text.split('Due 6 Nov 2026, overdue for 10 days.')).toHaveLength(2);
  });

  it('that is empty says so', () => {
    const empty = { ...sample.agenda, sections: [{ title: 'Slipping', items: [] }] };

    expect(pageText(agendaPage(frame, empty))).toContain('Nothing needs a decision.');
  });
});

describe('a postmortem', () => {
  it('has a place for every item, where the trackers lead back to', () => {
    const html = postmortemPage(frame, sample.postmortemView);

    for (const { row } of sample.postmortemView.items) expect(html).toContain(`id="ai-${row.id}"`);
  });

  it('shows what was not understood, with its line, and what is too weak', () => {
    const text = pageText(postmortemPage(frame, sample.postmortemView));

    expect(text).toContain(
      'docs/postmortems/2026-11-02-checkout.md:48 The due date “mid November” is no day.',
    );
    expect(text).toContain('Line 42, vague: The text does not say how one can tell that it is done.');
    expect(text).toContain('Document and tracker: The document says due 20 Nov 2026');
  });
});

describe('the queue', () => {
  const text = pageText(queuePage(frame, sample.queueView));

  it("has what is refused before what waits, in the tracker's own words and until when", () => {
    expect(text).toMatch(/Refused 1 .*Unknown 1 .*Waiting 1 .*Queued 1 /);
    expect(text).toContain("jira-main said: customfield_10042: Field 'customfield_10042' is required.");
    expect(text).toMatch(/Rate limit exceeded\. .* Attempts 2 Until Tue 17 Nov 2026, 09:21/);
  });

  it('says what a tracker is left alone for and until when, and how much may still be asked', () => {
    expect(text).toContain(
      'linear-main linear Left alone until Tue 17 Nov 2026, 09:21: the hourly requests are used up. Left alone issueCreate until Tue 17 Nov 2026, 09:30: the requests for issueCreate are used up.',
    );
    expect(text).toContain('Requests left 12 of 2500');
  });

  it('says when each tracker was last read, and that one was never read in full', () => {
    expect(text).toContain('Swept Tue 17 Nov 2026, 09:00 In full Tue 17 Nov 2026, 03:00');
    expect(text).toMatch(
      /jira-main jira-cloud Failed Tue 17 Nov 2026, 09:00 jira-main did not accept the token\..* Swept Tue 17 Nov 2026, 08:50 In full never/,
    );
  });

  it('with nothing in it says that everything is written', () => {
    expect(pageText(queuePage(frame, { ...sample.queueView, writes: [] }))).toContain(
      'Everything is written.',
    );
  });
});
