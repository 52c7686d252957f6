import type { TrackerSettings } from '../trackers/settings.ts';
import type { Config, Team } from './config.ts';
import type { ConfigFile } from './file-schema.ts';

/** The configuration the house works with, from a file in which nothing is wrong any more. */
export function assemble(file: ConfigFile): Config {
  const trackers = file.trackers.map(settingsOf);
  return {
    organisation: file.organisation,
    database: { url: file.database.url ?? null, directory: file.database.directory },
    trackers,
    people: file.people,
    teams: file.teams.map((team) => teamOf(team, trackers)),
    defaultTeam: file.defaultTeam ?? only(file.teams).id,
    policy: file.policy,
    schedule: file.schedule,
    intake: {
      folders: file.intake.folders.map(({ include = null, as = null, ...folder }) => ({
        ...folder,
        include,
        as,
      })),
      mappings: file.intake.mappings,
    },
    mail: file.mail ?? null,
    digests: file.digests,
    http: file.http,
  };
}

function settingsOf(tracker: ConfigFile['trackers'][number]): TrackerSettings {
  const { id, kind, webhookSecrets } = tracker;
  return { id, kind, webhookSecrets, ...accessOf(tracker) };
}

function accessOf(tracker: ConfigFile['trackers'][number]): Pick<TrackerSettings, 'url' | 'credential'> {
  if (tracker.kind === 'jira-data-center') {
    return { url: tracker.url, credential: { type: 'bearer', token: tracker.token } };
  }
  return tracker.kind === 'linear'
    ? { url: tracker.apiUrl, credential: linearCredential(tracker) }
    : { url: tracker.url, credential: jiraCredential(tracker) };
}

function linearCredential({ apiKey, oauth }: TrackerOf<'linear'>): TrackerSettings['credential'] {
  if (oauth === undefined) return { type: 'api-key', key: given(apiKey) };
  return { type: 'oauth', ...oauth, refreshToken: oauth.refreshToken ?? null };
}

function jiraCredential({ email, apiToken, oauth }: TrackerOf<'jira-cloud'>): TrackerSettings['credential'] {
  if (oauth === undefined) return { type: 'basic', email: given(email), token: given(apiToken) };
  const { gatewayUrl, cloudId = null, ...client } = oauth;
  return { type: 'oauth', ...client, gateway: { url: gatewayUrl, cloudId } };
}

type TrackerOf<Kind> = Extract<ConfigFile['trackers'][number], { kind: Kind }>;

/** That one of the two credentials is there was checked before. */
function given(value: string | undefined): string {
  if (value === undefined) throw new Error('expected a credential');
  return value;
}

/** Issue type and custom fields are Jira's; on Linear they mean nothing. */
function teamOf(team: ConfigFile['teams'][number], trackers: readonly TrackerSettings[]): Team {
  const tracker = trackers.find((candidate) => candidate.id === team.tracker) ?? only(trackers);
  const isJira = tracker.kind !== 'linear';
  return {
    ...team,
    name: team.name ?? team.id,
    tracker: tracker.id,
    issueType: isJira ? team.issueType : null,
    fields: isJira ? team.fields : {},
  };
}

function only<T>(list: readonly T[]): T {
  const [one] = list;
  if (one === undefined || list.length > 1) throw new Error(`expected one entry, found ${list.length}`);
  return one;
}
