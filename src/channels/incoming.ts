import type { Sender } from '#customers/reach.ts'

export type Channel = 'email' | 'chat' | 'form' | 'api'

/** A message from outside, verified and put into our words by its channel. */
export type Incoming = {
  brandId: number
  channel: Channel
  /** The platform's own id of the message: taken in twice, it is one message. */
  externalId: string | null
  from: Sender
  kind: 'message' | 'auto_reply' | 'bounce' | 'list'
  subject: string
  text: string
  folded: { kind: 'quote' | 'signature'; text: string }[]
  html: string | null
  remoteImages: number
  attachments: {
    hash: string
    name: string
    type: string
    size: number
    contentId: string | null
    isInline: boolean
  }[]
  /** What a mail carries beyond that. */
  mail?: {
    mailboxId: number
    mailId: string | null
    to: { name: string; address: string }[]
    cc: { name: string; address: string }[]
    authentication: unknown
    rawFile: string | null
    /** What staff may want to know and nothing decides by, such as Reply-To. */
    details: Record<string, unknown>
  }
  reasonId?: number | null
  orderNumber?: string | null
  /** The button that was pressed to write it. */
  pressed?: { messageId: number; key: string } | undefined
  /** The language the channel knows of, such as the page's; what is written decides first. */
  expectedLanguage?: string
}

/** The name under which everything of one sender is taken in one after another. */
export const senderName = ({ brandId, from }: Incoming) => `${brandId}:${from.kind}:${from.value}`
