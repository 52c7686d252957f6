import { Option, type Command } from 'commander';
import { createApiToken, listApiTokens, revokeApiToken, type ApiToken } from '../db/api-token-store.ts';
import { tokenRoles, type TokenRole } from '../db/vocabularies.ts';
import { CommandProblem, UsageError, type CommandContext, type ExitCode } from './command-context.ts';
import type { CommandFloor } from './incident-commands.ts';
import { json } from './output.ts';

interface Shared {
  readonly config?: string;
  readonly now?: string;
  readonly json?: boolean;
}

/** `token create`, `token list`, `token revoke`. */
export function addTokenCommands(program: Command, { command, run }: CommandFloor): void {
  const token = program.command('token').description('tokens for programs that use the API');
  command('create', 'makes a token and prints it, this once: only its hash is kept', token)
    .argument('<name>', 'what it is for, like ci')
    .addOption(
      new Option('--role <role>', 'reader asks, member records and decides, admin may everything')
        .choices(tokenRoles)
        .default('member'),
    )
    .action((name: string, options: Shared & { readonly role: TokenRole }) =>
      run(options, (context) => create(name, options, context)),
    );
  command('list', 'the tokens there are, and when each was last used', token).action((options: Shared) =>
    run(options, (context) => list(options, context)),
  );
  command('revoke', 'makes a token worthless at once', token)
    .argument('<name>', 'as token list shows it')
    .action((name: string, options: Shared) => run(options, (context) => revoke(name, options, context)));
}

async function create(
  name: string,
  { role, json: asJson = false }: Shared & { readonly role: TokenRole },
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

async function list({ json: asJson = false }: Shared, { db, output }: CommandContext): Promise<ExitCode> {
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

async function revoke(
  name: string,
  { json: asJson = false }: Shared,
  { db, output }: CommandContext,
): Promise<ExitCode> {
  if (!(await revokeApiToken(db, name))) {
    throw new CommandProblem(`There is no token "${name}". followthrough token list shows them.`);
  }
  output.result(asJson ? json({ name, revoked: true }) : `${name} revoked`);
  return 0;
}
