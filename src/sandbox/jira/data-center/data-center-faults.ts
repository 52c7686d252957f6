import { createFaultDesk, type FaultDesk, type JiraFaults } from '../jira-faults.ts';

/** How much a refused query says of the ids it does not know. */
export type DeadIdWords = 'all' | 'first' | 'none';

/** Beside the faults of every Jira those of a Data Center. Numbers are those of the fault model in the tests' names. */
export interface DataCenterFaults extends JiraFaults {
  /** D1: user name and password are not taken, right or wrong. */
  disableBasic(): void;
  /** D4: a search answers no more issues at once than this. 1000 unless told. */
  capSearch(most: number): void;
  /** D5: done once, before the next page that does not begin at 0. */
  beforeNextPage(work: () => void): void;
  /** D6: sent with every answer. */
  limitHeaders(headers: Readonly<Record<string, string>>): void;
  /** D7: every request is sent on to there with a 301; null ends it. */
  redirectTo(address: string | null): void;
  /** A proxy takes `X-AUSERNAME` away. */
  hideUserName(): void;
  /** An old version: properties sent with a create are not kept. */
  forgetProperties(): void;
  nameDeadIds(words: DeadIdWords): void;
}

/** What the sandbox itself asks of its faults. */
export interface DataCenterDesk extends DataCenterFaults, FaultDesk {
  readonly now: {
    isBasicDisabled: boolean;
    searchCap: number;
    isUserNameHidden: boolean;
    forgetsProperties: boolean;
    deadIdWords: DeadIdWords;
    redirect: string | null;
    headers: Readonly<Record<string, string>>;
  };
  turnPage(): void;
}

/** No faults yet. */
export function createDataCenterDesk(): DataCenterDesk {
  let meanwhile: (() => void) | null = null;
  const now: DataCenterDesk['now'] = {
    isBasicDisabled: false,
    searchCap: 1000,
    isUserNameHidden: false,
    forgetsProperties: false,
    deadIdWords: 'all',
    redirect: null,
    headers: {},
  };
  return {
    ...createFaultDesk(),
    now,
    disableBasic: () => {
      now.isBasicDisabled = true;
    },
    capSearch: (most) => {
      now.searchCap = most;
    },
    beforeNextPage: (work) => {
      meanwhile = work;
    },
    limitHeaders: (headers) => {
      now.headers = headers;
    },
    redirectTo: (address) => {
      now.redirect = address;
    },
    hideUserName: () => {
      now.isUserNameHidden = true;
    },
    forgetProperties: () => {
      now.forgetsProperties = true;
    },
    nameDeadIds: (words) => {
      now.deadIdWords = words;
    },
    turnPage: () => {
      const work = meanwhile;
      meanwhile = null;
      work?.();
    },
  };
}
