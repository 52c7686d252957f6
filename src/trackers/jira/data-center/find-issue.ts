import type { Issue } from '../../tracker.ts';
import type { DataCenterSession } from './data-center-session.ts';
import { inOurWords, view } from './fetch-issues.ts';
import { readOne } from './read-by-id.ts';

const keyPattern = /^[A-Z][A-Z0-9_]+-\d+$/;

/** Tracker.findIssue: by key, in any case and from before a move, or by the address of its page on this Jira. */
export async function findIssue(session: DataCenterSession, reference: string): Promise<Issue | null> {
  const given = reference.trim();
  const key = (keyInAddress(session, given) ?? given).toUpperCase();
  if (!keyPattern.test(key)) return null;
  const raw = await readOne(session, key, view);
  if (raw !== null) return inOurWords(session, raw);
  await session.proveIdentity();
  return null;
}

function keyInAddress({ settings }: DataCenterSession, reference: string): string | null {
  if (!URL.canParse(reference)) return null;
  const address = new URL(reference);
  const site = new URL(settings.url);
  const folder = site.pathname.replace(/\/$/, '');
  if (address.host !== site.host || !address.pathname.startsWith(`${folder}/`)) return null;
  const [, browsed] = /^\/browse\/([^/]+)\/?$/.exec(address.pathname.slice(folder.length)) ?? [];
  return browsed ?? address.searchParams.get('selectedIssue');
}
