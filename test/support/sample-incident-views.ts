import type { IncidentsView } from '../../src/pages/incidents-page.ts';
import type { IncidentView } from '../../src/reports/incident-view.ts';
import type { IncidentRow } from '../../src/reports/incidents-list.ts';
import { postmortemView } from './sample-reports.ts';

/** The incidents of the same organisation as in `sample-reports.ts`. */

const at = (text: string) => new Date(text);

const gateway: IncidentRow = {
  id: 'INC-231',
  title: 'Checkout refused cards after a configuration push',
  severity: 'SEV1',
  services: ['checkout', 'ledger'],
  causes: ['config-push'],
  startedAt: at('2026-11-02T09:12:00Z'),
  endedAt: at('2026-11-02T10:01:00Z'),
  customerVisible: true,
  repeats: 'INC-198',
  basis: 'same-cause',
  postmortemPublishedAt: at('2026-11-02T23:00:00Z'),
};

const earlier: IncidentRow = {
  ...gateway,
  id: 'INC-198',
  title: 'Card payments failed for one bank',
  severity: null,
  startedAt: at('2026-09-02T14:20:00Z'),
  endedAt: null,
  customerVisible: null,
  repeats: null,
  basis: null,
  postmortemPublishedAt: null,
};

const later: IncidentRow = {
  ...gateway,
  id: 'INC-236',
  title: 'Card payments refused for one provider',
  services: [],
  startedAt: null,
  repeats: 'INC-231',
  basis: 'confirmed',
};

export const incidentsView: IncidentsView = {
  filter: {
    of: 'preventable',
    week: '2026-W46',
    team: null,
    service: null,
    severity: null,
    text: null,
  },
  incidents: [gateway, later, earlier],
  total: 212,
  nextCursor: '100',
};

export const incidentView: IncidentView = {
  incident: gateway,
  summary: 'A currency code that the card gateway does not know reached its configuration.',
  rootCause: 'The push had no check of the codes that the gateway knows.',
  postmortem: { id: postmortemView.id, title: postmortemView.title },
  line: [earlier],
  repeatedBy: [later],
  decisions: [
    {
      incident: 'INC-236',
      repeats: 'INC-231',
      verdict: 'confirmed',
      by: 'Dana Whitfield',
      at: at('2026-11-13T15:20:00Z'),
    },
    {
      incident: 'INC-231',
      repeats: 'INC-150',
      verdict: 'rejected',
      by: null,
      at: at('2026-11-03T08:00:00Z'),
    },
  ],
  items: postmortemView.items.map(({ row }) => row),
};
