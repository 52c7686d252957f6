import { Command, CommanderError, Option } from 'commander';
import { CommandProblem, UsageError, type CommandContext, type ExitCode } from './command-context.ts';
import type { MailCheck } from './check.ts';
import type { DigestOptions } from './digest.ts';
import type { Yardstick } from '../intake/read-source.ts';
import type { CommandFloor, CommonOptions, SharedOptions } from './command-floor.ts';
import {
  importFormats,
  reportFormats,
  reportNames,
  type ImportFormat,
  type ReportFormat,
} from './formats.ts';
import { addIncidentCommands } from './incident-commands.ts';
import { addNarrowingOptions, type NarrowingOptions } from './narrowing-options.ts';
import type { Output } from './output.ts';
import type { ScopeOptions } from './report-scope.ts';
import { addSearchCommand } from './search-command.ts';
import type { TemplateOptions } from './template.ts';
import { addTokenCommands } from './token-commands.ts';

/** What the commands need from the house that only its top floor can build. */
export interface Doors {
  readonly output: Output;
  /** Opens everything a command works with, runs it and closes again. */
  withContext(options: CommonOptions, run: (context: CommandContext) => Promise<ExitCode>): Promise<ExitCode>;
  /** The same for a command that has something to do before it needs the database. */
  whileOpening(
    options: CommonOptions,
    run: (opening: Promise<CommandContext>) => Promise<ExitCode>,
  ): Promise<ExitCode>;
  readonly checkMail: MailCheck;
  /** What a dry run judges promises by; needs no configuration and no database. */
  yardstick(options: CommonOptions): Promise<Yardstick>;
  serve(options: CommonOptions): Promise<ExitCode>;
  demo(options: Pick<CommonOptions, 'config'>): Promise<ExitCode>;
}

/**
 * Runs the command an argument vector names; usage errors are told on standard error with exit code 2. What a command alone needs is
 * loaded when it runs: together it is a second's work.
 */
export async function runProgram(argv: readonly string[], doors: Doors): Promise<ExitCode> {
  let exitCode: ExitCode = 0;
  const program = createProgram(doors, (code) => (exitCode = code));
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof UsageError || error instanceof CommandProblem)) throw error;
    doors.output.note(error.message);
    return error instanceof UsageError ? 2 : 1;
  }
}

function createProgram(doors: Doors, end: (code: ExitCode) => void): Command {
  const { output } = doors;
  const program = new Command('followthrough')
    .description(
      'Takes the action items out of postmortems, puts them into Linear or Jira, and watches them until they are done.',
    )
    .exitOverride()
    .configureOutput({ writeOut: (text) => output.result(text), writeErr: (text) => output.note(text) })
    .showHelpAfterError('(followthrough --help lists the commands)');
  const command = (name: string, description: string, parent = program) =>
    parent
      .command(name)
      .description(description)
      .option(
        '--config <file>',
        'the configuration file (default: $FOLLOWTHROUGH_CONFIG, config/followthrough.yaml)',
      )
      .option('--now <instant>', 'the time it is, as an ISO instant: for back-fills and tests')
      .option('--json', 'print JSON');

  program
    .command('demo')
    .description('the whole product on embedded parts, with sample postmortems and eight weeks of history')
    .option('--config <file>', 'a demo of your own making (default: config/demo/followthrough.yaml)')
    .action(async (options: Pick<CommonOptions, 'config'>) => end(await doors.demo(options)));
  command('serve', 'web pages, API and the timetable, with your configuration').action(
    async (options: CommonOptions) => end(await doors.serve(options)),
  );
  command(
    'check',
    'configuration, credentials, projects, required fields, people, mail: every problem at once',
  ).action(async (options: SharedOptions) => {
    const { runCheck } = await import('./check.ts');
    end(
      await doors.withContext(options, (context) =>
        runCheck({ json: options.json ?? false }, context, doors.checkMail),
      ),
    );
  });
  command('import', 'reads postmortems (files, folders, - for standard input) and queues their action items')
    .argument('<path...>', 'files, folders, or - for standard input')
    .option('--dry-run', 'show what is understood and record nothing')
    .option('--team <id>', 'the team that takes the items, whatever their services')
    .addOption(
      new Option('--format <format>', 'github, gitlab: what a check of pull or merge requests shows')
        .choices(importFormats)
        .default('text'),
    )
    .action(
      async (
        paths: string[],
        options: CommonOptions & { dryRun?: boolean; team?: string; json?: boolean; format: ImportFormat },
      ) => {
        const format = options.json ? 'json' : options.format;
        const request = { paths, team: options.team ?? null, format };
        if (!options.dryRun && (format === 'github' || format === 'gitlab')) {
          throw new UsageError(`--format ${format} shows what a dry run finds. Add --dry-run.`);
        }
        if (options.dryRun) {
          const { dryRunImport } = await import('./dry-run-import.ts');
          return end(await dryRunImport(request, () => doors.yardstick(options), output));
        }
        const { runImport } = await import('./import.ts');
        end(await doors.whileOpening(options, (opening) => runImport(request, opening)));
      },
    );
  const floor: CommandFloor = {
    command,
    run: async (options, work) => end(await doors.withContext(options, work)),
  };
  addSearchCommand(program, floor);
  program
    .command('template')
    .description('a postmortem to be filled in, every field of which import reads')
    .option('--service <name...>', 'what broke; several are possible')
    .option('--severity <severity>', 'such as SEV2')
    .option('--incident <id>', 'its id, such as INC-231')
    .action(async (options: TemplateOptions) => {
      const { runTemplate } = await import('./template.ts');
      end(runTemplate(options, output));
    });
  command('plan', 'what the next drain would write to the trackers; writes nothing').action(
    async (options: SharedOptions) => {
      const { runPlan } = await import('./plan.ts');
      end(await doors.withContext(options, (context) => runPlan({ json: options.json ?? false }, context)));
    },
  );
  command('sync', 'drains the queue, then sweeps the trackers, once')
    .option('--full', 'read every linked issue, finished ones too')
    .option(
      '--retry [item]',
      'send again what was refused, once you have mended the cause; of one item, if its key or line is given',
    )
    .action(async (options: CommonOptions & { full?: boolean; retry?: boolean | string; json?: boolean }) => {
      const { full = false, retry = false, json = false } = options;
      const request = { full, retry, json };
      const { runSync } = await import('./sync.ts');
      end(await doors.withContext(options, (context) => runSync(request, context)));
    });
  addIncidentCommands(program, floor);
  addTokenCommands(program, floor);
  const reporting = (name: string, description: string) =>
    command(name, description)
      .option('--week <week>', 'like 2026-W46 (default: the last complete week)')
      .option('--team <id>', 'only this team')
      .addOption(new Option('--format <format>', 'how to print it').choices(reportFormats).default('text'));
  addNarrowingOptions(
    reporting(
      'report',
      'the numbers: did we keep our promises, do incidents come back, are postmortems written',
    ).argument('<name>', reportNames.join(', ')),
  ).action(async (name: string, options: ReportOptions & NarrowingOptions) => {
    const { runReport } = await import('./report.ts');
    end(
      await doors.withContext(options, (context) =>
        runReport(name, { ...options, format: formatOf(options) }, context),
      ),
    );
  });
  reporting('agenda', 'the action-review meeting: what needs a decision, in order').action(
    async (options: ReportOptions) => {
      const { runAgenda } = await import('./agenda.ts');
      end(
        await doors.withContext(options, (context) =>
          runAgenda({ ...options, format: formatOf(options) }, context),
        ),
      );
    },
  );
  command('digest', 'the weekly e-mails to engineering managers')
    .option('--week <week>', 'like 2026-W46 (default: the last complete week)')
    .option('--out <folder>', 'write them there as .eml and .html')
    .option('--send', 'send them; each goes out once per week and recipient')
    .action(async (options: CommonOptions & DigestOptions) => {
      const { runDigest } = await import('./digest.ts');
      end(await doors.withContext(options, (context) => runDigest(options, context)));
    });
  return program;
}

type ReportOptions = CommonOptions &
  ScopeOptions & { readonly format: ReportFormat; readonly json?: boolean };

function formatOf(options: ReportOptions): ReportFormat {
  return options.json ? 'json' : options.format;
}
