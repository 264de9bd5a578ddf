import { z } from 'zod'

/**
 * What a visitor's browser says, over the socket or over HTTP. `ref` comes back in
 * the answer, so that nothing unanswered is forgotten.
 */
const ref = z.string().min(1).max(64)
const eventId = z.int().nonnegative()

export const clientFrame = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), token: z.string().max(100), cursor: eventId }),
  z.object({
    type: z.literal('send'),
    ref,
    text: z.string().max(10_000),
    /** Tickets of uploads. */
    files: z.array(z.string().max(2_000)).max(10).default([]),
    reasonId: z.int().positive().optional(),
    /** The button that was pressed, of the message that offered it; 0 is the greeting. */
    pressed: z.object({ messageId: z.int().nonnegative(), key: z.string().max(100) }).optional(),
  }),
  z.object({ type: z.literal('typing') }),
  z.object({ type: z.literal('got'), event: eventId }),
  z.object({ type: z.literal('read'), event: eventId }),
  z.object({
    type: z.literal('contact'),
    ref,
    name: z.string().trim().max(200),
    email: z.union([z.literal(''), z.email().max(254)]),
  }),
  z.object({ type: z.literal('end'), ref }),
  z.object({
    type: z.literal('rate'),
    ref,
    score: z.int().min(1).max(5),
    comment: z.string().max(2_000).default(''),
  }),
  z.object({ type: z.literal('transcript'), ref }),
  z.object({ type: z.literal('earlier'), ref, before: z.int().positive() }),
  z.object({ type: z.literal('ping') }),
])
export type ClientFrame = z.infer<typeof clientFrame>

export type ChatFile = { name: string; type: string; size: number; url: string }

/** A message as its visitor sees it. The same id again is the same message, brought up to date. */
export type ChatMessage = {
  id: number
  /** The event that brought it; marks and the resume cursor count by these. */
  event: number
  from: 'visitor' | 'staff'
  name: string
  text: string
  at: string
  /** The browser's own name for a message it sent. */
  ref: string | null
  isFailed: boolean
  /** Nobody wrote it: the desk itself answered. */
  isAutomatic: boolean
  /** Buttons to answer with, as long as nothing came after. */
  replies: { key: string; label: string }[]
  /** What it quotes. */
  sources: { title: string; url: string }[]
  files: ChatFile[]
}

/** How the conversation stands, beside its messages. */
export type ChatState = {
  cursor: number
  /** Up to which event a person has read. */
  staffRead: number
  isEnded: boolean
  rating: number | null
  name: string
  email: string | null
}

export type ServerFrame =
  | { type: 'welcome'; state: ChatState; messages: ChatMessage[]; hasEarlier: boolean }
  | { type: 'news'; state: ChatState; messages: ChatMessage[] }
  | { type: 'done'; ref: string; messages?: ChatMessage[]; hasEarlier?: boolean }
  | { type: 'refused'; ref: string; code: string; title: string; field?: string }
  | { type: 'typing'; name: string }
  | { type: 'pong' }
