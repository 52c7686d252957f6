/** What the codes mean that fetch puts on an error before anything of a request has left. */
const meanings: ReadonlyMap<string, string> = new Map([
  ['ECONNREFUSED', 'nothing listens there'],
  ['ENOTFOUND', 'there is no such name'],
  ['EAI_AGAIN', 'the name cannot be looked up'],
  ['EHOSTUNREACH', 'no network leads there'],
  ['ENETUNREACH', 'no network leads there'],
  ['UND_ERR_CONNECT_TIMEOUT', 'it takes no connection'],
  ['CERT_HAS_EXPIRED', 'its certificate has expired'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'its certificate is not trusted'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'its certificate is not trusted'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'its certificate is not trusted'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'its certificate is not trusted'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'its certificate is for another name'],
]);

/** Why fetch could not even begin to send, in words; null when the request may have left. `address` is where it was to go. */
export function whyUnsent(error: unknown, address: string): string | null {
  const cause = error instanceof Error ? error.cause : undefined;
  if (!(cause instanceof Error)) return null;
  // fetch speaks to no port that the standard reserves for something else, and gives that no code.
  const code = cause.message === 'bad port' ? 'bad port' : 'code' in cause ? String(cause.code) : '';
  const meaning = code === 'bad port' ? 'nothing may be asked at that port' : meanings.get(code);
  return meaning === undefined ? null : `${new URL(address).host} cannot be reached: ${meaning} (${code})`;
}
