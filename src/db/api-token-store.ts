import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { asc, eq } from 'drizzle-orm';
import { apiToken } from './bookkeeping-schema.ts';
import type { Handle } from './database.ts';
import type { TokenRole } from './vocabularies.ts';

/** What is told of a token after it was made; neither itself nor its hash. */
export interface ApiToken {
  readonly name: string;
  readonly role: TokenRole;
  readonly createdAt: Date;
  /** To the minute; null when it never was. */
  readonly lastUsedAt: Date | null;
}

const told = {
  name: apiToken.name,
  role: apiToken.role,
  createdAt: apiToken.createdAt,
  lastUsedAt: apiToken.lastUsedAt,
};
const aMinute = 60_000;

/** Makes a token of 256 random bits and gives it back, this once; null when the name is taken. */
export async function createApiToken(
  db: Handle,
  { name, role }: Pick<ApiToken, 'name' | 'role'>,
  now: Date,
): Promise<string | null> {
  const token = `ft_${randomBytes(32).toString('base64url')}`;
  const rows = await db
    .insert(apiToken)
    .values({ name, role, hash: hashOf(token).toString('hex'), createdAt: now })
    .onConflictDoNothing({ target: apiToken.name })
    .returning({ name: apiToken.name });
  return rows.length === 1 ? token : null;
}

export async function listApiTokens(db: Handle): Promise<ApiToken[]> {
  return db.select(told).from(apiToken).orderBy(asc(apiToken.name));
}

/** False when there is no such token. */
export async function revokeApiToken(db: Handle, name: string): Promise<boolean> {
  const rows = await db.delete(apiToken).where(eq(apiToken.name, name)).returning({ name: apiToken.name });
  return rows.length === 1;
}

/** Whose token this is, or null; notes that it was used. Takes as long for a token that is nearly right as for any other. */
export async function useApiToken(db: Handle, token: string, now: Date): Promise<ApiToken | null> {
  const given = hashOf(token);
  let found: ApiToken | null = null;
  for (const { hash, ...one } of await db.select({ ...told, hash: apiToken.hash }).from(apiToken)) {
    if (timingSafeEqual(Buffer.from(hash, 'hex'), given)) found = one;
  }
  if (found && now.getTime() - (found.lastUsedAt?.getTime() ?? 0) >= aMinute) {
    await db.update(apiToken).set({ lastUsedAt: now }).where(eq(apiToken.name, found.name));
  }
  return found;
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
