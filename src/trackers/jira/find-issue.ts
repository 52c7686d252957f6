import type { Issue } from '../tracker.ts';
import { inOurWords, readIssues } from './fetch-issues.ts';
import type { JiraSession } from './jira-session.ts';

const keyPattern = /^[A-Z][A-Z0-9_]+-\d+$/;

/** Tracker.findIssue: by key, in any case, or by the address of its page on this site. */
export async function findIssue(session: JiraSession, reference: string): Promise<Issue | null> {
  const key = keyPattern.test(reference.trim().toUpperCase())
    ? reference.trim().toUpperCase()
    : await keyInAddress(session, reference.trim());
  if (key === null) return null;
  const { issues } = await readIssues(session, [key]);
  const [issue] = await inOurWords(session, issues);
  if (issue === undefined) await session.proveIdentity();
  return issue ?? null;
}

async function keyInAddress(session: JiraSession, reference: string): Promise<string | null> {
  if (!/^https?:\/\//i.test(reference) || !URL.canParse(reference)) return null;
  const address = new URL(reference);
  const site = new URL(await session.siteUrl());
  if (address.host !== site.host) return null;
  const [, browsed] = /\/browse\/([^/]+)\/?$/.exec(address.pathname) ?? [];
  const key = (browsed ?? address.searchParams.get('selectedIssue') ?? '').toUpperCase();
  return keyPattern.test(key) ? key : null;
}
