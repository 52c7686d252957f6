import { z } from 'zod';

/** The smallest rules a value of the configuration file can be held to; their messages complete "KEY …". */

/** Text that is not blank, without the spaces and line ends around it that secrets often bring along. */
export const text = z.string().trim().min(1);

/** An id that people type on the command line and that stands in addresses. */
export const id = text.refine(
  (given) => /^[a-z0-9][a-z0-9._-]*$/i.test(given),
  'may only have letters, digits, dots, dashes and underscores',
);

export const email = text.refine(isEmail, 'is not an e-mail address');

/** An http or https address, given back without a slash at its end. */
export const address = text
  .refine((given) => hasProtocol(given, ['http:', 'https:']), 'is not an http:// or https:// address')
  .transform((given) => given.replace(/\/+$/, ''));

/** A sender: `ops@acme.example` or `Acme <ops@acme.example>`. */
export const mailbox = text.refine(
  (given) => isEmail(/^[^<>]*<([^<>]+)>$/.exec(given)?.[1] ?? given),
  'is neither an e-mail address nor NAME <address>',
);

/** An address of one of the protocols, such as `smtp:`. Its text may hold a password, so no message repeats it. */
export function addressOf(protocols: readonly string[], message: string) {
  return text.refine((given) => hasProtocol(given, protocols), message);
}

/** A whole number. The environment only knows text, so digits count too. */
export function whole(least: number, most: number) {
  return z.preprocess(
    (given) => (typeof given === 'string' && /^\d+$/.test(given) ? Number(given) : given),
    z.number().int().min(least).max(most),
  );
}

function isEmail(given: string): boolean {
  return /^[^\s@<>,;]+@(?:localhost|[^\s@<>,;.]+(?:\.[^\s@<>,;.]+)+)$/.test(given);
}

function hasProtocol(given: string, protocols: readonly string[]): boolean {
  return URL.canParse(given) && protocols.includes(new URL(given).protocol) && new URL(given).hostname !== '';
}
