import { createApiToken, listApiTokens, revokeApiToken, type ApiToken } from '../db/api-token-store.ts';
import type { TokenRole } from '../db/vocabularies.ts';
import { CommandProblem, UsageError, type CommandContext, type ExitCode } from './command-context.ts';
import type { SharedOptions } from './command-floor.ts';
import { json } from './output.ts';

/** Makes a token and prints it, this once. */
export async function createToken(
  name: string,
  { role, json: asJson = false }: SharedOptions & { readonly role: TokenRole },
  { db, clock, output }: CommandContext,
): Promise<ExitCode> {
  if (!/^[a-z0-9][a-z0-9._-]{0,63}$/i.test(name)) {
    throw new UsageError(
      'A name has 1 to 64 letters, digits, dots, dashes and underscores, and begins with a letter or digit.',
    );
  }
  const token = await createApiToken(db, { name, role }, clock());
  if (token === null) {
    throw new CommandProblem(`There is a token "${name}". Revoke it first, or choose another name.`);
  }
  output.result(asJson ? json({ name, role, token }) : token);
  if (!asJson) output.note('Keep it now: it is not shown again.');
  return 0;
}

/** Prints the tokens there are. */
export async function listTokens(
  { json: asJson = false }: SharedOptions,
  { db, output }: CommandContext,
): Promise<ExitCode> {
  const tokens = await listApiTokens(db);
  if (asJson) output.result(json(tokens));
  else if (tokens.length === 0) output.note('There are no tokens. Make one: followthrough token create NAME');
  else output.result(tokens.map(describe).join('\n'));
  return 0;
}

function describe({ name, role, createdAt, lastUsedAt }: ApiToken): string {
  const used = lastUsedAt === null ? 'never used' : `last used ${lastUsedAt.toISOString()}`;
  return `${name} · ${role} · made ${createdAt.toISOString()} · ${used}`;
}

/** Makes a token worthless at once. */
export async function revokeToken(
  name: string,
  { json: asJson = false }: SharedOptions,
  { db, output }: CommandContext,
): Promise<ExitCode> {
  if (!(await revokeApiToken(db, name))) {
    throw new CommandProblem(`There is no token "${name}". followthrough token list shows them.`);
  }
  output.result(asJson ? json({ name, revoked: true }) : `${name} revoked`);
  return 0;
}
