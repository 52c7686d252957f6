/** What shows the tracker who is calling. */
export interface Credential {
  /** The value of the Authorization header. Throws TrackerError when none is to be had now. */
  authorization(): Promise<string>;
  /** Another value, after the tracker refused this one; null when there is none. Throws as `authorization`. */
  renewed(refused: string): Promise<string | null>;
}

/** A key or token that stands in the configuration and is never renewed. */
export function fixedCredential(authorization: string): Credential {
  return { authorization: async () => authorization, renewed: async () => null };
}
