import type { Vault } from '#platform/crypto.ts'
import { sameSecret } from '#platform/crypto.ts'

type Signer = Pick<Vault, 'sign'>

/** What a token stands for: a conversation that is answered, or one message of ours whose failure comes back. */
export type Pointed = { conversationId?: number; messageId?: number }

// 48 bits: guessing one needs as many mails as there are grains of salt in a truck, and it opens nothing but one's own thread.
const signatureLength = 12

/** Hexadecimal, because mail servers may write a local part in lower case. */
function signatureOf(vault: Signer, text: string): string {
  return Buffer.from(vault.sign(text), 'base64url').toString('hex').slice(0, signatureLength)
}

/** support@x → support+c2841.9f2c41d0a7be@x: whoever answers there, answers in this conversation. */
export function conversationAddress(vault: Signer, address: string, brandId: number, id: number): string {
  return withTag(address, `c${id}.${signatureOf(vault, `conversation:${brandId}:${id}`)}`)
}

/** Where reports on one message come back to, so that a bounce which quotes nothing still names it. */
export function bounceAddress(vault: Signer, address: string, brandId: number, id: number): string {
  return withTag(address, `m${id}.${signatureOf(vault, `message:${brandId}:${id}`)}`)
}

/** Written at the end of our mails, for clients that keep neither the address nor the references: [#2841-9f2c41d0a7be] */
export function conversationMark(vault: Signer, brandId: number, id: number): string {
  return `[#${id}-${signatureOf(vault, `conversation:${brandId}:${id}`)}]`
}

/** The Message-ID of our message: the same at every attempt, and known again without looking anything up. */
export function messageIdOf(vault: Signer, domain: string, brandId: number, id: number): string {
  return `<m${id}.${signatureOf(vault, `message:${brandId}:${id}`)}@${domain}>`
}

/** What the tag of one of our addresses, or one of our Message-IDs, points to; nothing when it was not signed by us. */
export function pointedByAddress(vault: Signer, address: string, brandId: number): Pointed | undefined {
  const [, kind, id, signature] =
    /(?:^<?|\+)([cm])(\d{1,15})\.([0-9a-f]{12})@/i.exec(address.toLowerCase()) ?? []
  if (!kind || !id || !signature) return undefined
  const what = kind === 'c' ? 'conversation' : 'message'
  if (!sameSecret(signature, signatureOf(vault, `${what}:${brandId}:${id}`))) return undefined
  return kind === 'c' ? { conversationId: Number(id) } : { messageId: Number(id) }
}

/** The conversation a mark in a subject or text names, if it is one of ours. */
export function pointedByMark(vault: Signer, text: string, brandId: number): number | undefined {
  for (const [, id = '', signature = ''] of text.matchAll(/\[#(\d{1,15})-([0-9a-f]{12})\]/gi)) {
    if (sameSecret(signature.toLowerCase(), signatureOf(vault, `conversation:${brandId}:${id}`)))
      return Number(id)
  }
  return undefined
}

/** support@x → support+t12.9f2c41d0a7be@x: what an outside expert answers there belongs to that task, and so does a report of failure. */
export function taskAddress(vault: Signer, address: string, brandId: number, id: number): string {
  return withTag(address, `t${id}.${signatureOf(vault, `task:${brandId}:${id}`)}`)
}

/** The Message-ID of one of our mails in a task: the same at every attempt. */
export function taskMailId(
  vault: Signer,
  domain: string,
  brandId: number,
  { taskId, messageId }: { taskId: number; messageId: number },
): string {
  return `<t${taskId}.${signatureOf(vault, `task:${brandId}:${taskId}`)}.${messageId}@${domain}>`
}

/** Written at the end of our mails in a task: [#T12-9f2c41d0a7be] */
export function taskMark(vault: Signer, brandId: number, id: number): string {
  return `[#T${id}-${signatureOf(vault, `task:${brandId}:${id}`)}]`
}

/** The task that an address, a Message-ID or a mark in a text names, if we signed it. */
export function pointedTask(vault: Signer, text: string, brandId: number): number | undefined {
  const signs = /(?:^<?|\+)t(\d{1,15})\.([0-9a-f]{12})(?:\.\d{1,15})?@|\[#t(\d{1,15})-([0-9a-f]{12})\]/gi
  for (const [, id = '', signature = '', markedId = '', markedSignature = ''] of text.matchAll(signs)) {
    const [named, signed] = [id || markedId, (signature || markedSignature).toLowerCase()]
    if (sameSecret(signed, signatureOf(vault, `task:${brandId}:${named}`))) return Number(named)
  }
  return undefined
}

function withTag(address: string, tag: string): string {
  const at = address.lastIndexOf('@')
  return `${address.slice(0, at)}+${tag}${address.slice(at)}`
}
