/** What was typed as an address that mails may carry; people leave out the beginning. */
export function linkOf(typed: string): string | undefined {
  const text = typed.normalize('NFKC').trim()
  if (/^[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+$/.test(text)) return `mailto:${text}`
  if (/^(mailto|tel):\S+$/i.test(text)) return text
  const whole = /^https?:\/\//i.test(text) ? text : `https://${text}`
  if (/\s/.test(whole) || !URL.canParse(whole)) return undefined
  const { protocol, hostname } = new URL(whole)
  const isWeb = protocol === 'https:' || protocol === 'http:'
  return isWeb && /\.[^.\s]{2,}$/.test(hostname) ? whole : undefined
}
