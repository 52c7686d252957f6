/** What of a tracker's configuration says whether a reference points into it. */
export interface KnownTracker {
  readonly id: string;
  /** Addresses under which its issues are read by people, e.g. `https://acme.atlassian.net`, `https://linear.app`. */
  readonly origins: readonly string[];
  /** Project and team keys in use, e.g. `PAY`. */
  readonly projects: readonly string[];
}

/** A ticket a document names that lies in one of our trackers, and so is adopted instead of created. */
export interface TicketReference {
  readonly trackerId: string;
  /** `PAY-812` */
  readonly key: string;
}

const ticketKey = /^[A-Z][A-Z0-9_]{0,20}-\d{1,9}$/;

/** The first link that is a ticket of a configured tracker: a bare key of a known project, or an address at the tracker's own origin. */
export function findTicket(
  links: readonly string[],
  trackers: readonly KnownTracker[],
): TicketReference | null {
  for (const link of links) {
    const found = referenceOf(link, trackers);
    if (found) return found;
  }
  return null;
}

function referenceOf(link: string, trackers: readonly KnownTracker[]): TicketReference | null {
  if (ticketKey.test(link)) {
    const project = link.slice(0, link.lastIndexOf('-'));
    const tracker = trackers.find((candidate) => candidate.projects.includes(project));
    return tracker ? { trackerId: tracker.id, key: link } : null;
  }
  if (!URL.canParse(link)) return null;
  const url = new URL(link);
  const key = url.pathname.split('/').find((part) => ticketKey.test(part));
  if (!key) return null;
  const tracker = trackers.find((candidate) => candidate.origins.includes(url.origin));
  return tracker ? { trackerId: tracker.id, key } : null;
}
