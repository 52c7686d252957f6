import type { KeyPath } from './config-problem.ts';

/** What to do about a key that is missing or wrong; a star stands for any list number or name. */
const advice: Readonly<Record<string, string>> = {
  organisation: 'Add organisation: { name, timeZone, url }.',
  'organisation.name': 'Give the name that pages and e-mails show.',
  'organisation.timeZone': 'Give an IANA name such as Europe/Berlin; weeks and due dates are counted in it.',
  'organisation.url':
    'Give the address under which people reach Followthrough, such as https://followthrough.acme.example; issues link back to it.',
  'database.url': 'Give postgres://user:password@host:5432/name, or leave it out for the embedded database.',
  'database.directory': 'Give a folder such as ./data.',
  trackers: 'Add at least one tracker: { id, kind, … }.',
  'trackers.*.id': 'Give a short name such as linear-main; it stands in webhook addresses.',
  'trackers.*.kind': 'Use linear, jira-cloud or jira-data-center.',
  'trackers.*.apiUrl': 'Leave it out for https://api.linear.app/graphql.',
  'trackers.*.apiKey':
    'Give a Linear API key, best as ${LINEAR_API_KEY}, or an application as oauth: { clientId, clientSecret }.',
  'trackers.*.url': 'Give the address of your Jira, context path included.',
  'trackers.*.email':
    'Give the e-mail address of the Jira account the token belongs to, or an application as oauth: { clientId, clientSecret, refreshToken }.',
  'trackers.*.apiToken': 'Give the Atlassian API token of that account, best as ${JIRA_API_TOKEN}.',
  'trackers.*.token': 'Give a Jira personal access token, best as ${JIRA_DC_TOKEN}.',
  'trackers.*.oauth.clientId': 'Give the client id of your OAuth application.',
  'trackers.*.oauth.clientSecret':
    'Give its client secret, best as ${LINEAR_CLIENT_SECRET} or ${JIRA_CLIENT_SECRET}.',
  'trackers.*.oauth.refreshToken':
    'Give the refresh token that came when the application was authorised; the ones after it are kept in the database.',
  'trackers.*.oauth.tokenUrl': 'Leave it out for the vendor’s own address.',
  'trackers.*.oauth.gatewayUrl': 'Leave it out for https://api.atlassian.com.',
  'trackers.*.webhookSecrets': 'Give a list of secrets; two at once while you change one.',
  'people.*.name': 'Give the name as postmortems write it.',
  'people.*.emails': 'Give a list such as [priya@acme.example].',
  'people.*.emails.*': 'Give an address such as priya@acme.example.',
  'people.*.aliases': 'Give a list such as ["@priya", "Priya N."].',
  'people.*.accounts': 'Give tracker ids with the account in each: { jira-main: "5b10ac8d…" }.',
  teams: 'Add at least one team: { id, project, … }.',
  'teams.*.id': 'Give a short name such as payments.',
  'teams.*.managers.*': 'Give an address such as dana@acme.example.',
  'teams.*.project': 'Give the Linear team key or the Jira project key, such as PAY.',
  'policy.dueInDays': 'Give days by severity: { SEV1: 15, SEV2: 30, default: 60 }.',
  'policy.dueInDays.*': 'Give whole days, or null to leave items of this severity undated.',
  'policy.qualityRules': 'Give levels by rule, such as { no-test: off, no-due-date: error }.',
  'policy.qualityRules.*': 'Use off, warning or error.',
  'schedule.*': 'Give five fields such as "*/10 * * * *" (six when the first counts seconds), in quotes.',
  'mail.smtp':
    'Give smtp://user:password@host:587 or smtps://…, best as ${SMTP_URL}; without mail leave the whole section out.',
  'mail.from': 'Give the sender, such as Followthrough <followthrough@acme.example>.',
  'digests.*.to': 'Give at least one address.',
  'digests.*.to.*': 'Give an address such as dana@acme.example.',
  'digests.*.teams': 'Write teams: all or a list such as [payments].',
  'http.host': 'Give the address to listen on: 127.0.0.1, or 0.0.0.0 inside a container.',
  'http.port': 'Give a port from 0 to 65535; 0 takes any that is free.',
};

/** What to do about this key, or null where only the problem itself can say it. */
export function adviceFor(path: KeyPath): string | null {
  const pattern = patternOf(path);
  const widened = [...path.slice(0, -1).map((key) => (typeof key === 'number' ? '*' : key)), '*'].join('.');
  return advice[pattern] ?? advice[widened] ?? null;
}

/** `['teams', 2, 'id']` → `teams.*.id` */
export function patternOf(path: KeyPath): string {
  return path.map((key) => (typeof key === 'number' ? '*' : key)).join('.');
}
