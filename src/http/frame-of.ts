import type { Frame } from '../pages/layout.ts';
import type { WebContext } from './web-context.ts';

/** What every page says besides its own content. */
export function frameOf({ config, clock }: WebContext): Frame {
  return {
    organisation: config.organisation.name,
    timeZone: config.organisation.timeZone,
    now: clock(),
    teams: config.teams.map(({ id, name }) => ({ id, name })),
  };
}
