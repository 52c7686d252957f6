import { validate as isCron } from 'node-cron';
import { z } from 'zod';
import { isTimeZone } from '../lib/calendar.ts';
import { ruleLevels, type QualityRule, type RuleLevel } from '../postmortem/quality/rules.ts';
import type { TrackerKind } from '../trackers/tracker.ts';
import { address, addressOf, email, id, mailbox, text, whole } from './checks.ts';
import { mappingSchema } from './mapping-schema.ts';

/** The configuration file as it is written, with the defaults of docs/configuration.md. */

const texts = z.array(text).default([]);
const emails = z.array(email).default([]);
const days = whole(0, 36_500);
const cron = text.refine((given) => isCron(given), 'is not a cron expression');

const trackerBasics = { id, webhookSecrets: texts };

const oauthClient = { clientId: text, clientSecret: text };

/** An OAuth application, in place of a key or token. */
const oauthSchemas = {
  linear: z.strictObject({
    ...oauthClient,
    refreshToken: text.optional(),
    tokenUrl: address.prefault('https://api.linear.app/oauth/token'),
  }),
  'jira-cloud': z.strictObject({
    ...oauthClient,
    refreshToken: text,
    cloudId: text.optional(),
    tokenUrl: address.prefault('https://auth.atlassian.com/oauth/token'),
    gatewayUrl: address.prefault('https://api.atlassian.com'),
  }),
};

/** The keys below `oauth`, by the kind of tracker. */
export const oauthKeys: Readonly<Partial<Record<TrackerKind, readonly string[]>>> = {
  linear: Object.keys(oauthSchemas.linear.shape),
  'jira-cloud': Object.keys(oauthSchemas['jira-cloud'].shape),
};

/** The keys of a tracker, by its kind. That there is exactly one credential is for credential-problems.ts to say. */
export const trackerSchemas = {
  linear: z.strictObject({
    ...trackerBasics,
    kind: z.literal('linear'),
    apiUrl: address.prefault('https://api.linear.app/graphql'),
    apiKey: text.optional(),
    oauth: oauthSchemas.linear.optional(),
  }),
  'jira-cloud': z.strictObject({
    ...trackerBasics,
    kind: z.literal('jira-cloud'),
    url: address,
    email: email.optional(),
    apiToken: text.optional(),
    oauth: oauthSchemas['jira-cloud'].optional(),
  }),
  'jira-data-center': z.strictObject({
    ...trackerBasics,
    kind: z.literal('jira-data-center'),
    url: address,
    token: text,
  }),
} satisfies Record<TrackerKind, z.ZodObject>;

const tracker = z.discriminatedUnion('kind', [
  trackerSchemas.linear,
  trackerSchemas['jira-cloud'],
  trackerSchemas['jira-data-center'],
]);

const organisation = z.strictObject({
  name: text,
  timeZone: text.refine(isTimeZone, 'is not a time zone'),
  url: address,
});

const database = z.strictObject({
  url: addressOf(['postgres:', 'postgresql:'], 'is not a postgres:// address').optional(),
  directory: text.default('./data'),
});

const person = z.strictObject({
  name: text,
  emails,
  aliases: texts,
  accounts: z.record(z.string(), text).default({}),
});

const team = z.strictObject({
  id,
  name: text.optional(),
  managers: emails,
  services: texts,
  tracker: text.optional(),
  project: text,
  issueType: text.default('Task'),
  labels: texts,
  fields: z.record(z.string(), z.unknown()).default({}),
});

const defaultDueInDays = { SEV1: 15, SEV2: 30, default: 60 };

const ruleAt = (level: RuleLevel) =>
  z.enum(ruleLevels, 'is neither off nor warning nor error').default(level);

/** What the policy cannot mend by itself fails a check by default; what it can, or what needs an eye, is a remark. */
const qualityRules = z.strictObject({
  vague: ruleAt('error'),
  feeling: ruleAt('error'),
  blame: ruleAt('warning'),
  'no-test': ruleAt('warning'),
  'no-owner': ruleAt('error'),
  'team-owner': ruleAt('error'),
  'several-owners': ruleAt('error'),
  'no-due-date': ruleAt('warning'),
  'past-due-date': ruleAt('error'),
  'only-monitoring': ruleAt('warning'),
  'too-many': ruleAt('warning'),
  'already-open': ruleAt('warning'),
} satisfies Record<QualityRule, z.ZodType>);

export const policySchema = z.strictObject({
  label: text.default('postmortem'),
  maxActionItems: whole(1, 1000).default(5),
  qualityRules: qualityRules.prefault({}),
  dueInDays: z
    .record(z.string(), days.nullable())
    .prefault({})
    .transform((given) => ({ ...defaultDueInDays, ...given })),
  requirePostmortemFor: z.array(text).default(['SEV1', 'SEV2']),
  postmortemWithinHours: whole(1, 100_000).default(72),
  repeatWindowDays: whole(1, 36_500).default(90),
  slipping: z
    .strictObject({ moves: whole(1, 1000).default(2), days: whole(1, 36_500).default(14) })
    .prefault({}),
  atRiskDays: days.default(7),
  staleAfterDays: whole(1, 36_500).default(21),
  verifyAfterDays: days.default(30),
  unlinkedAfterHours: whole(0, 100_000).default(1),
  droppedResolutions: z
    .array(text)
    .default(["Won't Do", "Won't Fix", 'Duplicate', 'Cannot Reproduce', 'Declined']),
});

const schedule = z.strictObject({
  drain: cron.default('* * * * *'),
  sweep: cron.default('*/10 * * * *'),
  fullSweep: cron.default('0 3 * * *'),
  digest: cron.default('0 8 * * 1'),
});

const watchedFolder = z.strictObject({
  path: text,
  include: text.optional(),
  every: cron.default('*/10 * * * *'),
  pull: z.boolean().default(false),
  as: text.optional(),
});

const intake = z.strictObject({
  folders: z.array(watchedFolder).default([]),
  mappings: z.record(id, mappingSchema).default({}),
});

const mail = z.strictObject({
  smtp: addressOf(['smtp:', 'smtps:'], 'is not an smtp:// or smtps:// address'),
  from: mailbox,
});

const digest = z.strictObject({
  to: z.array(email).min(1),
  teams: z.union([z.literal('all'), z.array(text).min(1)], 'is neither all nor a list of team ids'),
});

const http = z.strictObject({ host: text.default('127.0.0.1'), port: whole(0, 65_535).default(4680) });

export const fileSchema = z.strictObject({
  organisation,
  database: database.prefault({}),
  trackers: z.array(tracker).min(1),
  people: z.array(person).default([]),
  teams: z.array(team).min(1),
  defaultTeam: text.optional(),
  policy: policySchema.prefault({}),
  schedule: schedule.prefault({}),
  intake: intake.prefault({}),
  mail: mail.optional(),
  digests: z.array(digest).default([]),
  http: http.prefault({}),
});

export type ConfigFile = z.infer<typeof fileSchema>;

/** The keys known at each place but `trackers.*`; a star stands for the number of a list entry. */
export const knownKeys: Readonly<Record<string, readonly string[]>> = {
  '': Object.keys(fileSchema.shape),
  organisation: Object.keys(organisation.shape),
  database: Object.keys(database.shape),
  'people.*': Object.keys(person.shape),
  'teams.*': Object.keys(team.shape),
  policy: Object.keys(policySchema.shape),
  'policy.qualityRules': Object.keys(qualityRules.shape),
  'policy.slipping': ['moves', 'days'],
  schedule: Object.keys(schedule.shape),
  intake: Object.keys(intake.shape),
  'intake.mappings.*': Object.keys(mappingSchema.shape),
  'intake.folders.*': Object.keys(watchedFolder.shape),
  mail: Object.keys(mail.shape),
  'digests.*': Object.keys(digest.shape),
  http: Object.keys(http.shape),
};
