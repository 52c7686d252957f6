/** What the engine's thread is given at its start. */
export interface EngineStart {
  readonly directory: string;
  readonly program: WebAssembly.Module;
  /** `make` only makes the folder's database and ends: what that takes in memory is given back with the thread. */
  readonly task: 'make' | 'serve';
}

/** What the engine's thread is asked: some whole messages of a client, after the session was cleared where `fresh` says so. */
export interface EngineRequest {
  readonly kind: 'run';
  readonly bytes: Uint8Array;
  readonly fresh: boolean;
}

export type EngineCommand = EngineRequest | { readonly kind: 'close' };

/** What the engine's thread says. A long answer comes in several pieces; the one with `last` ends it. */
export type EngineReport =
  | { readonly kind: 'opened'; readonly greeting: Uint8Array }
  | { readonly kind: 'piece'; readonly bytes: Uint8Array }
  | {
      readonly kind: 'last';
      readonly bytes: Uint8Array;
      readonly inTransaction: boolean;
      readonly syncs: number;
    }
  | { readonly kind: 'failed'; readonly message: string };
