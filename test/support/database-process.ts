import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { asTheProduct } from './as-the-product.ts';

/** Another process that has the same folder open. */
export interface DatabaseProcess {
  readonly pid: number;
  /** What it said when it had opened: embedded or shared. */
  readonly kind: string;
  /** Runs SQL there. Rejects with what the database said. */
  run(text: string): Promise<readonly Record<string, unknown>[]>;
  /** How many of the endless inserts of `commits` were acknowledged so far. */
  acknowledged(): number;
  /** kill -9, and waits until it is gone. */
  kill(): Promise<void>;
  /** Lets it close in good order. */
  close(): Promise<void>;
}

/** What the process is to do after it has opened the folder. */
export type Task = 'wait' | 'commits' | 'transfers';

export interface FromProcess {
  readonly opened?: string;
  readonly acknowledged?: number;
  readonly answer?: number;
  readonly rows?: readonly Record<string, unknown>[];
  readonly error?: string;
}

const script = fileURLToPath(new URL('./database-process-main.ts', import.meta.url));

/** Starts a process that opens the folder; resolves when it has. */
export async function startDatabaseProcess(directory: string, task: Task = 'wait'): Promise<DatabaseProcess> {
  const child = fork(script, [directory, task], {
    execArgv: asTheProduct,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const answers = new Map<number, (message: FromProcess) => void>();
  const gone = once(child, 'exit');
  let acknowledged = 0;
  let asked = 0;
  const opened = new Promise<string>((resolve, reject) => {
    child.on('message', (message: FromProcess) => {
      if (message.opened) resolve(message.opened);
      if (message.acknowledged) acknowledged = message.acknowledged;
      if (message.answer !== undefined) answers.get(message.answer)?.(message);
      else if (message.error) reject(new Error(message.error));
    });
    void gone.then(() => reject(new Error('The process ended before it had opened the database')));
  });
  const kind = await opened;
  return {
    pid: child.pid ?? 0,
    kind,
    acknowledged: () => acknowledged,
    run: (text) => ask(child, answers, (asked += 1), text),
    kill: async () => {
      child.kill('SIGKILL');
      await gone;
    },
    close: async () => {
      child.send({ close: true });
      await gone;
    },
  };
}

async function ask(
  child: ChildProcess,
  answers: Map<number, (message: FromProcess) => void>,
  id: number,
  text: string,
): Promise<readonly Record<string, unknown>[]> {
  const reply = new Promise<FromProcess>((resolve) => answers.set(id, resolve));
  child.send({ ask: id, text });
  const { rows, error } = await reply;
  if (error !== undefined) throw new Error(error);
  return rows ?? [];
}
