import type { Command } from 'commander';
import type { GivenIncident } from '../incidents/incident-draft.ts';
import type { CommandFloor, SharedOptions } from './command-floor.ts';

interface AddOptions extends SharedOptions {
  readonly id: string;
  readonly title?: string;
  readonly severity?: string;
  readonly service?: string[];
  readonly cause?: string[];
  readonly started?: string;
  readonly ended?: string;
  readonly repeats?: string;
  readonly customerVisible?: boolean;
  readonly summary?: string;
  readonly rootCause?: string;
}

/** `incident add`, `incident import`, `repeat confirm`, `repeat reject`. */
export function addIncidentCommands(program: Command, { command, run }: CommandFloor): void {
  const incident = program.command('incident').description('incidents recorded without a postmortem');
  command('add', 'records an incident, or what is said of it anew', incident)
    .requiredOption('--id <id>', 'like INC-7; a postmortem that names it joins it')
    .option('--title <text>', 'what happened, in a line')
    .option('--severity <word>', 'like SEV1')
    .option('--service <name...>', 'the services that broke')
    .option('--started <instant>', 'like 2026-11-02T09:12:00Z, or 2026-11-02 09:12 where the organisation is')
    .option('--ended <instant>', 'the same')
    .option(
      '--cause <key...>',
      'keys such as config-push; incidents that share a service and a cause are repeats',
    )
    .option('--repeats <id>', 'the earlier incident that it repeats')
    .option('--customer-visible', 'customers saw it')
    .option('--no-customer-visible', 'customers did not see it')
    .option('--summary <text>', 'what happened, in a paragraph')
    .option('--root-cause <text>', 'why, in a paragraph')
    .action((options: AddOptions) =>
      run(options, async (context) =>
        (await import('./incident.ts')).runIncidentAdd(givenBy(options), options.json ?? false, context),
      ),
    );
  command('import', 'records the incidents of a CSV file whose first line names the columns', incident)
    .argument('<file>', 'the file, or - for standard input')
    .action((file: string, options: SharedOptions) =>
      run(options, async (context) =>
        (await import('./incident.ts')).runIncidentImport(file, options.json ?? false, context),
      ),
    );

  const repeat = program.command('repeat').description('what people say of suggested repeats');
  for (const [word, verdict, description] of [
    ['confirm', 'confirmed', 'says that an incident repeats an earlier one'],
    ['reject', 'rejected', 'says that it does not; the pair is never suggested again'],
  ] as const) {
    command(word, description, repeat)
      .argument('<incident>', 'the later incident')
      .argument('<repeats>', 'the earlier one')
      .option('--by <name>', 'who says so')
      .action((incidentId: string, repeatsId: string, options: SharedOptions & { readonly by?: string }) =>
        run(options, async (context) =>
          (await import('./repeat.ts')).runRepeat(
            { incidentId, repeatsId, verdict, by: options.by ?? null },
            options.json ?? false,
            context,
          ),
        ),
      );
  }
}

function givenBy({ service, cause, started, ended, ...rest }: AddOptions): GivenIncident {
  const { id, title, severity, repeats, customerVisible, summary, rootCause } = rest;
  return {
    id,
    title,
    severity,
    services: service?.flatMap((names) => names.split(',')),
    causes: cause?.flatMap((keys) => keys.split(',')),
    repeats,
    customerVisible,
    startedAt: started,
    endedAt: ended,
    summary,
    rootCause,
  };
}
