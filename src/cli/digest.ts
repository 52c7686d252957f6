import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { composeDigests } from '../mail/compose-digests.ts';
import { asFile } from '../mail/mailer.ts';
import { sendDigests } from '../mail/send-digests.ts';
import { CommandProblem, UsageError, type CommandContext, type ExitCode } from './command-context.ts';
import { json } from './output.ts';
import { reportRequest } from './report-scope.ts';

export interface DigestOptions {
  readonly week?: string;
  readonly out?: string;
  readonly send?: boolean;
  readonly json?: boolean;
}

/** The weekly e-mails: written to a folder with `--out`, sent with `--send`, else listed with their subjects. */
export async function runDigest(options: DigestOptions, context: CommandContext): Promise<ExitCode> {
  const { config, clock, output } = context;
  if (options.out !== undefined && options.send) throw new UsageError('Give --out or --send, not both.');
  if (config.digests.length === 0) {
    throw new CommandProblem(
      'Nobody gets a digest yet. Add `digests` to the configuration: who, and about which teams.',
    );
  }
  const now = clock();
  const { week } = reportRequest(options.week === undefined ? {} : { week: options.week }, config, now);
  if (options.send) {
    const { sent, before, problems } = await sendDigests(context, now, week);
    if (options.json) output.result(json({ week: week.name, sent, before, problems }));
    else {
      for (const address of sent) output.result(`sent to ${address}`);
      for (const address of before) output.result(`sent before to ${address}, not again`);
    }
    for (const problem of problems) output.note(problem);
    return problems.length > 0 ? 1 : 0;
  }
  const messages = await composeDigests(context, week, now);
  const { out } = options;
  if (out !== undefined) await mkdir(out, { recursive: true });
  const files: string[] = [];
  for (const message of messages) {
    if (out === undefined) continue;
    const name = join(out, `${week.name}-${message.to.replaceAll(/[^a-z0-9.@-]+/gi, '_')}`);
    await writeFile(`${name}.eml`, await asFile(message));
    await writeFile(`${name}.html`, message.html);
    files.push(`${name}.eml`, `${name}.html`);
  }
  if (options.json)
    output.result(json(messages.map(({ to, subject }) => ({ week: week.name, to, subject }))));
  else for (const { to, subject } of messages) output.result(`${to}  ${subject}`);
  for (const file of files) output.note(file);
  return 0;
}
