import { sql } from 'drizzle-orm';
import { openDatabase } from '../../src/db/open-database.ts';
import type { FromProcess, Task } from './database-process.ts';

// The other side of database-process.ts.

const [directory = '', task = 'wait'] = process.argv.slice(2) as [string?, Task?];
const say = (message: FromProcess): void => void process.send?.(message);

interface Ask {
  readonly close?: boolean;
  readonly ask?: number;
  readonly text?: string;
}

try {
  const database = await openDatabase({ url: null, directory });
  const { db } = database;
  process.on('message', (message: Ask) => {
    if (message.close) void database.close().then(() => process.exit(0));
    if (message.ask === undefined) return;
    const answer = message.ask;
    db.execute(sql.raw(message.text ?? '')).then(
      (rows) => say({ answer, rows: [...rows] }),
      (error: Error) => say({ answer, error: `${error.message} ${String(error.cause)}` }),
    );
  });
  say({ opened: database.kind });
  if (task === 'commits') {
    for (let number = 1; ; number += 1) {
      await db.execute(sql`insert into committed (number) values (${number})`);
      say({ acknowledged: number });
    }
  }
  if (task === 'transfers') {
    for (let count = 1; count <= 150; count += 1) {
      await db.transaction(async (tx) => {
        const [row] = await tx.execute<{ total: number }>(sql`select total from counter`);
        await new Promise((resolve) => setImmediate(resolve));
        await tx.execute(sql`update counter set total = ${(row?.total ?? 0) + 1}`);
        await tx.execute(sql`insert into transfer (process, number) values (${process.pid}, ${count})`);
      });
    }
    say({ acknowledged: 150 });
  }
} catch (error) {
  say({ error: error instanceof Error ? error.message : String(error) });
}
