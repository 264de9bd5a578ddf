import type { QuickReply, Source } from '#conversations/quick-replies.ts'
import type { Certainty, Decision } from '../decide.ts'

export type Because =
  | 'asked'
  | 'upset'
  | 'unsure'
  | 'unhelped'
  | 'rounds'
  | 'unreadable'
  | 'person'
  | 'manager'

/** What the bot makes of a question, to be kept. */
export type NewAnswer = {
  question: string
  certainty: Certainty
  decision: Pick<Decision, 'kind' | 'confidence' | 'evidence'>
  ranked: { articleId: number; versionId: number; score: number }[]
  choices: number[]
  shown?: ShownAnswer
}
export type ShownAnswer = { articleId: number; versionId: number; passage: string }

export type Said = {
  text: string
  sources?: Source[]
  /** Asked after it: in a chat a message of its own, to which the buttons belong. */
  asks?: string
  quickReplies?: QuickReply[]
}

/** What the bot does next: nothing has happened yet. */
export type Turn = {
  /** Undefined: it listens and says nothing. */
  say?: Said
  waitsFor: 'question' | 'choice' | 'verdict' | 'order_number' | 'email'
  /** What the customer's words say of the last answer. */
  verdict?: 'helped' | 'asked_further' | 'handed_over'
  /** Another try is worth it only so often. */
  isUnhelped?: boolean
  /** Taken from the choices of the last question; 0: none of them. */
  chosen?: { articleId: number; shown?: ShownAnswer }
  answer?: NewAnswer
  orderNumber?: string
  email?: string
  reason?: { id: number; likelihood: number }
  ends?: { as: 'done' } | { as: 'handed_over'; because: Because; promisedFor: Date | null }
}
