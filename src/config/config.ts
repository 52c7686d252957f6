import type { KnownPerson } from '../actions/resolve-owner.ts';
import type { Policy } from '../actions/policy.ts';
import type { TrackerSettings } from '../trackers/settings.ts';

/** The whole configuration, checked and frozen. Keys are those of the YAML file (docs/configuration.md). */
export interface Config {
  readonly organisation: { readonly name: string; readonly timeZone: string; readonly url: string };
  readonly database: { readonly url: string | null; readonly directory: string };
  readonly trackers: readonly TrackerSettings[];
  readonly people: readonly KnownPerson[];
  readonly teams: readonly Team[];
  readonly defaultTeam: string;
  readonly policy: Policy;
  readonly schedule: {
    readonly drain: string;
    readonly sweep: string;
    readonly fullSweep: string;
    readonly digest: string;
  };
  readonly intake: {
    readonly folders: readonly WatchedFolder[];
    /** How the JSON of incident platforms is read, by the name in the address it is posted to. */
    readonly mappings?: Readonly<Record<string, PayloadMapping>>;
  };
  readonly mail: { readonly smtp: string; readonly from: string } | null;
  readonly digests: readonly { readonly to: readonly string[]; readonly teams: readonly string[] | 'all' }[];
  readonly http: { readonly host: string; readonly port: number };
}

/** A folder whose documents are imported on the timetable. */
export interface WatchedFolder {
  /** From the working directory. */
  readonly path: string;
  /** A pattern for paths from the folder; null for every document that `import` would read there. */
  readonly include: string | null;
  /** A cron expression. */
  readonly every: string;
  /** Whether the Git checkout that the folder lies in is pulled first. */
  readonly pull: boolean;
  /** What stands for the folder in the names of its documents; null where they are named as `import` names them. */
  readonly as: string | null;
}

export interface Team {
  readonly id: string;
  readonly name: string;
  readonly managers: readonly string[];
  readonly services: readonly string[];
  readonly tracker: string;
  readonly project: string;
  readonly issueType: string | null;
  readonly labels: readonly string[];
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Paths into a platform's JSON; those from `text` on are looked for in every entry of `items`. */
export interface PayloadMapping {
  readonly title: string;
  readonly id?: string | undefined;
  readonly severity?: string | undefined;
  readonly services?: string | undefined;
  readonly startedAt?: string | undefined;
  readonly endedAt?: string | undefined;
  readonly publishedAt?: string | undefined;
  readonly summary?: string | undefined;
  readonly items: string;
  readonly text: string;
  readonly owner?: string | undefined;
  readonly due?: string | undefined;
  readonly priority?: string | undefined;
  readonly category?: string | undefined;
  readonly test?: string | undefined;
  readonly link?: string | undefined;
  readonly state?: string | undefined;
}
