import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { EngineCommand, EngineReport, EngineStart } from './engine-messages.ts';
import { firstStartMark } from './first-start-mark.ts';
import { newFiles } from './new-files.ts';

/** The one PostgreSQL of a folder. It runs in its own thread, so that a long query does not stall anything else. */
export interface Engine {
  /** What the engine says to the first message of a session; the same for every session. */
  greeting(): Promise<Uint8Array>;
  /**
   * Runs whole protocol messages, one call at a time. `fresh` first rolls back and clears the session. Throws EngineFailure when the
   * engine died of them or took too long; the next call finds a new engine, recovered from its log.
   */
  run(bytes: Uint8Array, options: RunOptions): Promise<{ readonly inTransaction: boolean }>;
  /** How often the files were put on disk since the engine was started. */
  syncs(): number;
  close(): Promise<void>;
}

export interface RunOptions {
  readonly fresh: boolean;
  readonly onAnswer: (bytes: Uint8Array) => void;
  /** Milliseconds. The engine ignores statement_timeout, so its thread is ended instead. */
  readonly limit: number;
}

/** The engine ended before it answered. Nothing that it acknowledged is lost; what it was doing is rolled back. */
export class EngineFailure extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'EngineFailure';
    this.code = code;
  }
}

interface Running {
  readonly thread: Worker;
  readonly greeting: Uint8Array;
  readonly ended: Promise<unknown>;
}

interface Waiter {
  readonly onReport: (report: EngineReport) => void;
  readonly onEnd: (reason: string) => void;
}

const threadFile = new URL('./engine-thread.ts', import.meta.url);

declare global {
  // @types/node has the types of WebAssembly and not its functions.
  namespace WebAssembly {
    function compile(bytes: Uint8Array): Promise<Module>;
  }
}

/** Compiled once in a process, so that an engine that has to be started again is back in half the time. */
let compiled: Promise<WebAssembly.Module> | null = null;

async function compile(): Promise<WebAssembly.Module> {
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  return WebAssembly.compile(await readFile(join(dirname(entry), 'pglite.wasm')));
}

/** Makes the files of a database in an empty folder, in a thread of its own, so that what that takes in memory goes with it. */
export async function makeFiles(directory: string): Promise<void> {
  compiled ??= compile();
  const workerData: EngineStart = { directory, program: await compiled, task: 'make' };
  const thread = new Worker(threadFile, { workerData });
  let reason = 'its thread ended';
  thread.on('message', (report: EngineReport) => {
    if (report.kind === 'failed') reason = report.message;
  });
  thread.on('error', (error: Error) => (reason = error.message));
  const exitCode = await new Promise<number>((done) => thread.once('exit', done));
  if (exitCode !== 0) throw new EngineFailure('57P03', `The embedded database cannot be made: ${reason}`);
}

/** Starts the engine on a folder of its own, which it makes at the first start. */
export async function startEngine(directory: string): Promise<Engine> {
  let waiter: Waiter | null = null;
  let running: Promise<Running> | null = null;
  let syncs = 0;

  async function start(): Promise<Running> {
    compiled ??= compile();
    const program = await compiled;
    if (!existsSync(directory) || existsSync(firstStartMark(directory))) await newFiles(directory, makeFiles);
    const workerData: EngineStart = { directory, program, task: 'serve' };
    return new Promise((resolve, reject) => {
      const thread = new Worker(threadFile, { workerData });
      let reason = 'its thread ended';
      const ended = new Promise((done) => thread.once('exit', done));
      waiter = {
        onReport: (report) => {
          if (report.kind === 'opened') resolve({ thread, greeting: report.greeting, ended });
        },
        onEnd: (why) => reject(new EngineFailure('57P03', `The embedded database does not open: ${why}`)),
      };
      thread.on('message', (report: EngineReport) => {
        if (report.kind === 'failed') reason = report.message;
        else waiter?.onReport(report);
      });
      thread.on('error', (error: Error) => (reason = error.message));
      thread.once('exit', () => {
        running = null;
        waiter?.onEnd(reason);
      });
    });
  }

  async function ready(): Promise<Running> {
    running ??= start();
    try {
      return await running;
    } catch (error) {
      running = null;
      throw error;
    }
  }

  async function run(bytes: Uint8Array, options: RunOptions): Promise<{ readonly inTransaction: boolean }> {
    const { thread, ended } = await ready();
    let clock: NodeJS.Timeout | undefined;
    let tooLong = false;
    try {
      return await new Promise((resolve, reject) => {
        waiter = {
          onReport: (report) => {
            if (report.kind === 'piece') options.onAnswer(report.bytes);
            if (report.kind !== 'last') return;
            syncs = report.syncs;
            options.onAnswer(report.bytes);
            resolve({ inTransaction: report.inTransaction });
          },
          onEnd: (reason) => reject(tooLong ? timedOut(options.limit) : crashed(reason)),
        };
        clock = setTimeout(() => {
          tooLong = true;
          void thread.terminate();
        }, options.limit);
        const copy = Uint8Array.from(bytes);
        const command: EngineCommand = { kind: 'run', bytes: copy, fresh: options.fresh };
        thread.postMessage(command, [copy.buffer]);
      });
    } catch (error) {
      await ended;
      throw error;
    } finally {
      clearTimeout(clock);
      waiter = null;
    }
  }

  async function close(): Promise<void> {
    const open = await running?.catch(() => null);
    if (!open) return;
    const command: EngineCommand = { kind: 'close' };
    open.thread.postMessage(command, []);
    await open.ended;
  }

  await ready();
  return { greeting: async () => (await ready()).greeting, run, syncs: () => syncs, close };
}

function timedOut(limit: number): EngineFailure {
  return new EngineFailure('57014', `The statement ran longer than ${limit / 1000} s and was ended`);
}

function crashed(reason: string): EngineFailure {
  return new EngineFailure('57P02', `The embedded database ended during the statement: ${reason}`);
}
