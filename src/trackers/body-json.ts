/** What the bytes say as JSON in UTF-8; null when they are none. */
export function bodyJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    return null;
  }
}
