import type { SearchView } from '../../src/pages/search-page.ts';
import { searchHit, type FoundEntry, type SearchSelection } from '../../src/reports/search-hit.ts';
import { readSearchWords } from '../../src/reports/search-words.ts';

/** A search that is narrowed by nothing. */
export const nothingSought: SearchSelection = {
  text: null,
  kind: null,
  service: null,
  severity: null,
  from: null,
  to: null,
  cause: null,
  state: null,
  team: null,
};

const text = 'certificate -"card network"';
const { terms } = readSearchWords(text);

const story: FoundEntry = {
  kind: 'postmortem',
  id: '0198f3a0-0000-7000-8000-000000000001',
  postmortem: '0198f3a0-0000-7000-8000-000000000001',
  incident: 'INC-231',
  title: 'Checkout refused cards after a certificate expired',
  severity: 'SEV1',
  services: ['checkout', 'gateway'],
  startedAt: new Date('2026-11-02T09:12:00Z'),
  item: null,
  texts: [
    {
      of: 'summary',
      text: 'For forty-nine minutes the gateway refused every card. The client certificate of the payment provider expired on Sunday night; the job that renews certificates had been paused during the freeze in October, and nobody was told.',
    },
  ],
};

const item: FoundEntry = {
  ...story,
  kind: 'item',
  id: '0198f3a0-0000-7000-8000-000000000002',
  title: 'Alert two weeks before a certificate expires',
  item: {
    state: 'in_progress',
    team: 'payments',
    owner: 'Priya Nair',
    due: '2026-11-20',
    issue: { key: 'PAY-12', url: 'https://linear.app/acme/issue/PAY-12' },
    isWithdrawn: false,
  },
  texts: [{ of: 'test', text: 'A staging certificate with ten days left pages the on-call' }],
};

const withdrawn: FoundEntry = {
  ...item,
  id: '0198f3a0-0000-7000-8000-000000000003',
  title: 'Write down who owns which certificate',
  item: { state: 'open', team: 'platform', owner: null, due: null, issue: null, isWithdrawn: true },
  texts: [],
};

const incident: FoundEntry = {
  ...story,
  kind: 'incident',
  id: 'SRE-7',
  postmortem: null,
  incident: 'SRE-7',
  title: 'Search was slow',
  severity: null,
  services: [],
  startedAt: null,
  texts: [
    { of: 'summary', text: '' },
    { of: 'causes', text: 'certificate-rotation' },
  ],
};

export const searchView: SearchView = {
  selection: {
    text,
    kind: null,
    service: null,
    severity: null,
    from: '2026-01-01',
    to: null,
    cause: null,
    state: null,
    team: null,
  },
  hits: [story, item, withdrawn, incident].map((entry) => searchHit(entry, terms)),
  counts: { postmortem: 12, incident: 3, item: 1042 },
  total: 1057,
  isCut: false,
  nextCursor: '25',
};
