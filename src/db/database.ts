import type { PgDatabase } from 'drizzle-orm/pg-core';
import type { PostgresJsDatabase, PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js';

/** The connection everything works through; on Postgres and on the embedded database alike. */
export type Database = PostgresJsDatabase;

/** A database or a transaction in it. Inside a transaction every statement must go through it: the embedded database has one connection. */
export type Handle = PgDatabase<PostgresJsQueryResultHKT>;
