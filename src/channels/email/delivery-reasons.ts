/** Why a mail did not arrive, as stored: the code, then the remote server's own words. conversations/explain-failure.ts says it to people. */
export function reasonText(code: string, remoteWords: string): string {
  const words = remoteWords.replaceAll(/\s+/g, ' ').trim().slice(0, 500)
  return words ? `${code}: ${words}` : code
}
