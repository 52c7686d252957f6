import type { TrackerSettings } from './settings.ts';

/** Text without secrets in it. More secrets may be learnt as tokens are renewed. */
export interface HiddenSecrets {
  learn(secret: string | null): void;
  /** The text with every secret that is known, in any form it travels in, replaced by `[hidden]`. */
  hide(text: string): string;
  /** As `hide`, of an answer that may be JSON and spell a secret with escapes of its own. */
  hideInAnswer(text: string): string;
  /** The headers, with their values so treated. */
  hideIn(headers: Headers): Headers;
}

/** Below this length a "secret" is a test's or a mistake, and would be found in every other word. */
const shortest = 8;

/** An answer may repeat what it was sent, and answers end up in messages. */
export function createHiddenSecrets(secrets: readonly (string | null)[]): HiddenSecrets {
  const forms = new Set<string>();
  function learn(secret: string | null): void {
    if (secret === null || secret.length < shortest) return;
    for (const form of [secret, JSON.stringify(secret).slice(1, -1), encoded(secret)]) forms.add(form);
  }
  function hide(text: string): string {
    let hidden = text;
    for (const form of forms) if (hidden.includes(form)) hidden = hidden.replaceAll(form, '[hidden]');
    return hidden;
  }
  function hideInAnswer(text: string): string {
    const hidden = hide(text);
    if (!/\\[u/]/.test(hidden)) return hidden;
    try {
      return JSON.stringify(JSON.parse(hidden, (_key, value: unknown) => hideInValue(value, hide)));
    } catch {
      return hidden;
    }
  }
  for (const secret of secrets) learn(secret);
  return {
    learn,
    hide,
    hideInAnswer,
    hideIn: (headers) => new Headers([...headers].map(([name, value]) => [name, hide(value)])),
  };
}

/** Everything of a tracker's settings that nobody may read. */
export function secretsOf({ credential, webhookSecrets }: TrackerSettings): readonly (string | null)[] {
  switch (credential.type) {
    case 'api-key':
      return [...webhookSecrets, credential.key];
    case 'bearer':
      return [...webhookSecrets, credential.token];
    case 'basic': {
      const { email, token } = credential;
      return [...webhookSecrets, token, Buffer.from(`${email}:${token}`).toString('base64')];
    }
    case 'oauth':
      return [...webhookSecrets, credential.clientSecret, credential.refreshToken];
  }
}

function encoded(secret: string): string {
  return encodeURIComponent(secret.toWellFormed());
}

function hideInValue(value: unknown, hide: (text: string) => string): unknown {
  if (typeof value === 'string') return hide(value);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [hide(key), inner]));
}
