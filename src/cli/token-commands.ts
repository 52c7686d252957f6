import { Option, type Command } from 'commander';
import { tokenRoles, type TokenRole } from '../db/vocabularies.ts';
import type { CommandFloor, SharedOptions } from './command-floor.ts';

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
    .action((name: string, options: SharedOptions & { readonly role: TokenRole }) =>
      run(options, async (context) => (await import('./token.ts')).createToken(name, options, context)),
    );
  command('list', 'the tokens there are, and when each was last used', token).action(
    (options: SharedOptions) =>
      run(options, async (context) => (await import('./token.ts')).listTokens(options, context)),
  );
  command('revoke', 'makes a token worthless at once', token)
    .argument('<name>', 'as token list shows it')
    .action((name: string, options: SharedOptions) =>
      run(options, async (context) => (await import('./token.ts')).revokeToken(name, options, context)),
    );
}
