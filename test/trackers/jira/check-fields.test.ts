import { afterEach, describe, expect, it } from 'vitest';
import type { JiraProject } from '../../../src/sandbox/jira/jira-site.ts';
import type { TrackerFinding } from '../../../src/trackers/tracker.ts';
import { done, newIdentity, reason } from '../contract/drafts.ts';
import { ensureOne } from '../../support/ensure-one.ts';
import { acme, draft, type JiraHarness, startJiraHarness } from './jira-harness.ts';

const platform: JiraProject = {
  key: 'PLAT',
  name: 'Platform',
  issueTypes: ['Task', 'Bug'],
  requiredFields: ['duedate'],
  customFields: [
    { id: 'customfield_1', name: 'Area', required: 'yes', kind: 'select', options: ['Web', 'Data: core'] },
    { id: 'customfield_2', name: 'Teams', required: 'yes', kind: 'multiselect', options: ['Red', 'Blue'] },
    { id: 'customfield_3', name: 'Impact', required: 'yes', kind: 'paragraph' },
    { id: 'customfield_4', name: 'Points', required: 'yes', kind: 'number' },
    { id: 'customfield_5', name: 'Sponsor', required: 'yes', kind: 'user' },
    { id: 'customfield_6', name: 'Ready', required: 'yes', hasDefault: true },
    { id: 'customfield_7', name: 'Approval', required: 'validator' },
  ],
};
const complete = {
  duedate: '2026-12-31',
  customfield_1: { value: 'Data: core' },
  customfield_2: [{ value: 'Red' }],
  customfield_3: {
    type: 'doc',
    version: 1,
    content: [{ type: 'paragraph', content: [{ type: 'text', text: 'All.' }] }],
  },
  customfield_4: 3,
  customfield_5: { accountId: 'priya-1' },
};

const destination = (fields: Record<string, unknown>, issueType = 'Task') => ({
  project: 'PLAT',
  issueType,
  fields,
});

describe('the check of a Jira project', () => {
  let harness: JiraHarness;
  const start = async (project: JiraProject = platform): Promise<void> => {
    harness = await startJiraHarness({ ...acme, projects: [...acme.projects, project] });
  };
  const check = (...destinations: ReturnType<typeof destination>[]): Promise<readonly TrackerFinding[]> =>
    harness.tracker.check({ destinations, labels: [], people: [] });

  afterEach(() => harness.close());

  it('J22: names every required field nobody configured, for each issue type, and what to write', async () => {
    await start();
    const findings = await check(destination({}), destination({}, 'Bug'));
    expect(findings).toHaveLength(12);
    expect(findings.slice(0, 6).map(({ what }) => what)).toEqual([
      'Project PLAT wants “Due date” (duedate) in every Task; an item without one would be refused.',
      ...['Area', 'Teams', 'Impact', 'Points', 'Sponsor'].map(
        (name, place) => `Project PLAT wants “${name}” (customfield_${place + 1}) in every Task.`,
      ),
    ]);
    expect(findings[11]?.what).toContain('Bug');
    const advice = findings.map((finding) => finding.do).join('\n');
    for (const entry of [
      'duedate: "2026-12-31"',
      'customfield_1: { value: Web }, one of: Web, Data: core',
      'customfield_2: [{ value: Red }], one of: Red, Blue',
      'customfield_3: { type: doc, version: 1,',
      'customfield_4: 1',
      'customfield_5: { accountId: "…" }',
    ]) {
      expect(advice).toContain(entry);
    }
  });

  it('J22: finds nothing once all are configured, and then Jira takes the issue', async () => {
    await start({ ...platform, customFields: platform.customFields?.slice(0, 6) ?? [] });
    expect(await check(destination(complete))).toEqual([]);
    const words = draft({ destination: destination(complete), due: '2026-12-24' });
    const issue = done(await ensureOne(harness.tracker, newIdentity(), words));
    expect(issue.due).toBe('2026-12-24');
    const undated = draft({ destination: destination(complete) });
    expect(done(await ensureOne(harness.tracker, newIdentity(), undated)).due).toBe('2026-12-31');
  });

  it('J22: cannot foresee what only the workflow wants; the refusal then says it in Jira’s words', async () => {
    await start();
    expect(await check(destination(complete))).toEqual([]);
    const outcome = await ensureOne(
      harness.tracker,
      newIdentity(),
      draft({ destination: destination(complete) }),
    );
    expect(reason(outcome)).toContain('customfield_7: Approval is required.');
  });

  it.each([
    ['customfield_1', { value: 'Mobile' }, '“Mobile” is not one of the choices (Web, Data: core)'],
    ['customfield_1', 'Web', 'one of the choices'],
    ['customfield_2', { value: 'Red' }, 'a list'],
    ['customfield_3', 'All of it', 'an Atlassian document'],
    ['customfield_4', '3', 'a number'],
    ['customfield_5', 'priya', 'an account'],
    ['duedate', 'soon', 'a date'],
    ['customfield_99', 'x', 'no field customfield_99'],
    ['labels', ['x'], 'never sent'],
  ])('J22: says before the first write that %s: %j will not do', async (field, value, words) => {
    await start();
    const findings = await check(destination({ ...complete, [field]: value }));
    expect(findings).toHaveLength(1);
    expect(findings[0]?.what).toContain(words);
    expect(findings[0]?.do).toContain(field);
  });

  it('J22: reads every page of a screen with more than two hundred fields', async () => {
    const customFields = Array.from({ length: 450 }, (_, place) => ({
      id: `customfield_${place + 1}`,
      name: `Field ${place + 1}`,
      required: 'no' as const,
    }));
    const last = { id: 'customfield_451', name: 'The last', required: 'yes' as const };
    await start({ ...platform, requiredFields: [], customFields: [...customFields, last] });
    expect((await check(destination({}))).map(({ what }) => what).join()).toContain('customfield_451');
  });

  it('J23: says when labels or description are not on the screen', async () => {
    await start({ ...platform, requiredFields: [], customFields: [], offScreen: ['labels', 'description'] });
    const findings = await check(destination({}));
    expect(findings.map(({ what }) => what.split(' has no ')[1])).toEqual([
      'labels on the create screen of Task.',
      'description on the create screen of Task.',
    ]);
  });
});
