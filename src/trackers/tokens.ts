/** An OAuth token as it is kept between calls. */
export interface StoredToken {
  readonly accessToken: string;
  /** Null where the vendor gives none, as for client credentials. */
  readonly refreshToken: string | null;
  readonly expiresAt: Date;
}

/** The OAuth tokens of the trackers, shared by all processes of an installation. */
export interface TokenStore {
  /** The token that is kept for a tracker whose configured credential has this fingerprint; null when there is none yet. */
  held(trackerId: string, fingerprint: string): Promise<StoredToken | null>;
  /**
   * Lets one process at a time replace the token: `renew` is given the one that is held by then (another process may have renewed
   * it meanwhile) and what it returns is durable before anybody is told. What `renew` throws is passed on and changes nothing.
   */
  renew(
    trackerId: string,
    fingerprint: string,
    renew: (held: StoredToken | null) => Promise<StoredToken>,
  ): Promise<StoredToken>;
}
