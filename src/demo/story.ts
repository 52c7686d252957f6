/** What happened to the sample postmortems' action items in the demo's eight weeks, as data for the player. */

export const storyActs = [
  'start',
  'finish',
  'cancel',
  'redate',
  'reassign',
  'unassign',
  'reopen',
  'trash',
] as const;
export type StoryAct = (typeof storyActs)[number];

/** A sample of config/demo/postmortems and the day it is imported on, counted from the demo's today. */
export interface StoryDocument {
  readonly file: string;
  readonly published: number;
}

/** Something a person does to an issue in the tracker. */
export interface StoryEvent {
  /** Days from the demo's today; never later than yesterday. */
  readonly day: number;
  /** Time of day in the organisation's time zone. */
  readonly time: string;
  readonly document: string;
  /** How the item's text begins, enough of it to be the only one in its document. */
  readonly item: string;
  readonly does: StoryAct;
  readonly by: string;
  /** For `redate`: the new due date in days from today. */
  readonly due?: number;
  /** For `reassign`: the new owner. */
  readonly to?: string;
}

export const storyDocuments: readonly StoryDocument[] = [
  { file: '01-checkout-refused-cards.md', published: -53 },
  { file: '02-search-timeouts.md', published: -50 },
  { file: '03-deploy-queue-stuck.md', published: -47 },
  { file: '04-price-file-half-loaded.md', published: -44 },
  { file: '05-guests-charged-twice.md', published: -40 },
  { file: '06-node-pool-upgrade.md', published: -36 },
  { file: '07-confirmation-mails-late.md', published: -30 },
  { file: '08-certificate-ran-out.md', published: -26 },
  { file: '09-recommendations-cold-start.md', published: -20 },
  { file: '10-partner-records-stale.md', published: -14 },
  { file: '11-checkout-refused-cards-again.md', published: -10 },
  { file: '12-partner-certificate-ran-out.md', published: -4 },
];

const priya = 'Priya Nair';
const tomas = 'Tomás Ribeiro';
const dana = 'Dana Whitfield';
const lena = 'Lena Hofmann';
const marcus = 'Marcus Oyelaran';
const ingrid = 'Ingrid Solberg';
const kenji = 'Kenji Watanabe';
const amira = 'Amira Haddad';
const jonas = 'Jonas Petersen';
const ruth = 'Ruth Adeyemi';

type Told = readonly [
  day: number,
  time: string,
  item: string,
  does: StoryAct,
  by: string,
  more?: { readonly due: number } | { readonly to: string },
];

/** All events, in order of time. */
export const storyEvents: readonly StoryEvent[] = [
  // The fix was made and the incident came back: what would have stopped it is pushed for the third time.
  ...told('01-checkout-refused-cards.md', [
    [-50, '09:40', 'Alert when more than 2 %', 'start', tomas],
    [-46, '10:15', 'Reject unknown currency codes', 'start', priya],
    [-43, '11:05', 'Write down how the gateway', 'finish', tomas],
    [-40, '15:30', 'Alert when more than 2 %', 'finish', tomas],
    [-35, '16:45', 'Reject unknown currency codes', 'finish', priya],
    [-28, '17:10', 'Roll the gateway configuration out', 'redate', priya, { due: -18 }],
    [-27, '11:20', 'Ask the gateway for a sandbox', 'cancel', dana],
    [-19, '17:20', 'Roll the gateway configuration out', 'redate', priya, { due: -4 }],
    [-11, '09:05', 'Roll the gateway configuration out', 'start', priya],
    [-5, '16:30', 'Roll the gateway configuration out', 'redate', dana, { due: 10 }],
  ]),
  // Done long ago, with a test that nobody has looked at; and one that nobody ever took.
  ...told('02-search-timeouts.md', [
    [-45, '10:00', 'Give every query', 'start', lena],
    [-38, '14:20', 'Give every query', 'finish', lena],
    [-31, '09:30', 'Load test the search cluster', 'start', lena],
    [-28, '12:10', 'Load test the search cluster', 'finish', lena],
    [-24, '16:55', 'Show the last known results', 'redate', marcus, { due: -8 }],
    [-16, '10:40', 'Show the last known results', 'start', marcus],
    [-10, '15:15', 'Show the last known results', 'finish', marcus],
  ]),
  ...told('03-deploy-queue-stuck.md', [
    [-40, '09:20', 'Page the platform on-call', 'start', ingrid],
    [-36, '13:45', 'Page the platform on-call', 'finish', ingrid],
    [-34, '10:10', 'Let a deploy lock expire', 'start', kenji],
    [-27, '17:30', 'Let a deploy lock expire', 'finish', kenji],
    [-20, '16:05', 'Refuse a second deploy', 'redate', ingrid, { due: -5 }],
    [-12, '10:25', 'Refuse a second deploy', 'start', ingrid],
    [-6, '14:40', 'Refuse a second deploy', 'finish', ingrid],
  ]),
  ...told('04-price-file-half-loaded.md', [
    [-39, '08:50', 'Check the supplier', 'start', amira],
    [-37, '11:35', 'Alert when no whole price file', 'finish', amira],
    [-31, '15:50', 'Check the supplier', 'finish', amira],
    [-17, '17:45', 'Keep selling at yesterday', 'redate', jonas, { due: -3 }],
    [-14, '09:15', 'Agree with the supplier', 'unassign', ruth],
    [-4, '17:05', 'Keep selling at yesterday', 'redate', jonas, { due: 11 }],
  ]),
  ...told('05-guests-charged-twice.md', [
    [-39, '08:30', 'Refund the 214 guests', 'start', tomas],
    [-38, '09:50', 'Send an idempotency key', 'start', priya],
    [-38, '18:10', 'Refund the 214 guests', 'finish', tomas],
    [-34, '10:30', 'Draft the message', 'finish', dana],
    [-28, '16:15', 'Send an idempotency key', 'finish', priya],
    [-25, '09:25', 'Compare the ledger', 'start', tomas],
    [-20, '11:00', 'Remove the automatic retry', 'reassign', dana, { to: lena }],
    [-18, '14:55', 'Compare the ledger', 'finish', tomas],
    [-13, '15:20', 'Remove the automatic retry', 'redate', lena, { due: 1 }],
  ]),
  ...told('06-node-pool-upgrade.md', [
    [-31, '09:10', 'Upgrade one node pool', 'start', ingrid],
    [-24, '15:00', 'Upgrade one node pool', 'finish', ingrid],
    [-23, '11:15', 'Give the storefront', 'finish', lena],
    [-20, '10:50', 'Drain the stateful services', 'start', kenji],
    [-16, '09:35', 'Show the version', 'start', ingrid],
    [-16, '17:15', 'Drain the stateful services', 'redate', kenji, { due: -2 }],
    [-14, '16:20', 'Show the version', 'finish', ingrid],
    [-11, '10:05', 'Show the version', 'reopen', kenji],
    [-8, '13:30', 'Show the version', 'finish', ingrid],
    [-3, '17:40', 'Drain the stateful services', 'redate', kenji, { due: 12 }],
  ]),
  ...told('07-confirmation-mails-late.md', [
    [-19, '10:45', 'Cap the attempts', 'start', kenji],
    [-15, '16:00', 'Cap the attempts', 'finish', kenji],
    [-9, '11:50', 'Find out why the alarm', 'trash', kenji],
    [-6, '09:55', 'Move booking confirmations', 'start', ingrid],
  ]),
  // Six days ago the next certificate ran out while the renewal was still open: a preventable repeat.
  ...told('08-certificate-ran-out.md', [
    [-20, '14:10', 'List the certificates', 'redate', marcus, { due: -5 }],
    [-20, '14:15', 'Renew every public certificate', 'start', marcus],
    [-13, '10:20', 'Alert 21 days before', 'start', lena],
    [-12, '16:35', 'Renew every public certificate', 'redate', marcus, { due: 3 }],
    [-5, '14:05', 'Alert 21 days before', 'finish', lena],
    [-4, '11:40', 'List the certificates', 'finish', marcus],
    [-3, '15:45', 'Name an owner for every domain', 'finish', dana],
  ]),
  ...told('09-recommendations-cold-start.md', [
    [-14, '09:45', 'Warm the model', 'start', jonas],
    [-13, '14:30', 'Put the memory', 'finish', amira],
    [-7, '16:50', 'Warm the model', 'finish', jonas],
    [-5, '10:35', 'Fall back to bestsellers', 'start', lena],
  ]),
  ...told('10-partner-records-stale.md', [
    [-9, '09:00', 'Lower the lifetime', 'start', ingrid],
    [-5, '15:25', 'Lower the lifetime', 'finish', ingrid],
  ]),
  ...told('11-checkout-refused-cards-again.md', [
    [-6, '10:55', 'Refuse a configuration', 'start', priya],
    [-4, '13:20', 'Page the payments on-call', 'finish', tomas],
  ]),
  ...told('12-partner-certificate-ran-out.md', [
    [-3, '09:30', 'Add partner.northwind.example', 'start', lena],
    [-2, '16:10', 'Add partner.northwind.example', 'finish', lena],
  ]),
].toSorted((one, other) => one.day - other.day || one.time.localeCompare(other.time));

function told(document: string, lines: readonly Told[]): StoryEvent[] {
  return lines.map(([day, time, item, does, by, more]) => ({ day, time, document, item, does, by, ...more }));
}
