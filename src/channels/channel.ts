import type { Database, Tx } from '#platform/database.ts'

/** How a message left: the platform's answer in words people understand. `later` is tried again with growing pauses. */
export type Outcome =
  | { state: 'sent' | 'delivered'; externalId?: string | null; reason?: null }
  | { state: 'failed' | 'unknown'; reason: string }
  | { state: 'later'; reason: string }

/** The outgoing half of a channel. */
export type Sender = {
  /** True when sending the same message again after a crash cannot reach the customer twice. */
  resumes: boolean
  send(
    db: Database,
    leaving: { brandId: number; messageId: number; conversationId: number },
  ): Promise<Outcome>
  /** What is known of the message already, written with its being sent; the conversation is locked. */
  onSent?(tx: Tx, conversation: { brandId: number; id: number }): Promise<void>
}
