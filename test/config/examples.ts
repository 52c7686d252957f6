/** Configuration files for the tests of config/. */

export const environment = {
  DATABASE_URL: 'postgres://ft:secret@db:5432/ft',
  LINEAR_API_KEY: 'lin_api_1',
  LINEAR_WEBHOOK_SECRET: 'hook-1',
  JIRA_EMAIL: 'bot@acme.example',
  JIRA_API_TOKEN: 'token-1',
  JIRA_WEBHOOK_SECRET: 'hook-2',
  JIRA_DC_TOKEN: 'token-2',
  SMTP_URL: 'smtps://user:pass@mail.acme.example',
};

/** The least there can be; five lines. */
export const smallest = `organisation: { name: Acme, timeZone: Europe/Berlin, url: "https://ft.acme.example/" }
trackers:
  - { id: linear-main, kind: linear, apiKey: \${LINEAR_API_KEY} }
teams:
  - { id: payments, project: PAY }
`;

/** The example of the contract, word for word. */
export const whole = `organisation: { name: Acme, timeZone: Europe/Berlin, url: https://followthrough.acme.example }
database:
  url: \${DATABASE_URL}           # leave out for the embedded database
  directory: ./data              # where the embedded database lives
trackers:
  - { id: linear-main, kind: linear, apiUrl: https://api.linear.app/graphql, apiKey: \${LINEAR_API_KEY}, webhookSecrets: [ "\${LINEAR_WEBHOOK_SECRET}" ] }
  - { id: jira-main, kind: jira-cloud, url: https://acme.atlassian.net, email: \${JIRA_EMAIL}, apiToken: \${JIRA_API_TOKEN}, webhookSecrets: [ "\${JIRA_WEBHOOK_SECRET}" ] }
  - { id: jira-dc, kind: jira-data-center, url: https://jira.acme.example/jira, token: \${JIRA_DC_TOKEN} }
people:                          # only what cannot be found by e-mail in the tracker
  - { name: Priya Nair, emails: [priya@acme.example], aliases: ["@priya", "Priya N."], accounts: { jira-main: "5b10ac8d82e05b22cc7d4ef5" } }
teams:
  - id: payments
    name: Payments
    managers: [dana@acme.example]
    services: [checkout, ledger]
    tracker: linear-main
    project: PAY                 # Linear: team key. Jira: project key
    issueType: Task              # Jira
    labels: [reliability]        # beside policy.label
    fields: { customfield_10042: { value: Platform } }   # Jira: sent as they are
  - { id: data, project: DATA, tracker: jira-main, fields: { customfield_10042: { value: Platform } } }
defaultTeam: payments            # where an item goes whose services no team names
policy:
  label: postmortem
  maxActionItems: 5
  dueInDays: { SEV1: 15, SEV2: 30, default: 60 }   # when the document gives no date; null leaves it undated (and flagged)
  requirePostmortemFor: [SEV1, SEV2]
  postmortemWithinHours: 72
  repeatWindowDays: 90
  slipping: { moves: 2, days: 14 }
  atRiskDays: 7
  staleAfterDays: 21
  verifyAfterDays: 30
  unlinkedAfterHours: 1
  droppedResolutions: [Won't Do, Won't Fix, Duplicate, Cannot Reproduce, Declined]
schedule: { drain: "* * * * *", sweep: "*/10 * * * *", fullSweep: "0 3 * * *", digest: "0 8 * * 1" }
mail: { smtp: "\${SMTP_URL}", from: "Followthrough <followthrough@acme.example>" }
digests:
  - { to: [dana@acme.example], teams: [payments] }
  - { to: [cto@acme.example], teams: all }
http: { host: 127.0.0.1, port: 4680 }
`;
