import { z } from 'zod'
import { endpoint } from '#platform/endpoint.ts'

/** How much of one kind waits for somebody; counted to 100, above that `isMore` is true. */
const waiting = z.object({
  count: z.number().int(),
  isMore: z.boolean(),
  /** Something among it is late. */
  isLate: z.boolean(),
})
export type Waiting = z.infer<typeof waiting>

export const getWaiting = endpoint({
  method: 'GET',
  path: '/api/waiting',
  summary: {
    en: 'How much waits for the caller besides conversations, by kind',
    ja: 'お問い合わせのほかに自分を待っているものの件数（種類ごと）',
  },
  tag: 'Views',
  reply: z.object({
    /** I have promised and not kept yet. */
    promises: waiting,
    /** Asked of me or my teams, and answered for me. */
    tasks: waiting,
    /** To be taken over by me, or taken over by me and not settled. */
    escalations: waiting,
    /** Grants and steps of flows that I can decide. */
    approvals: waiting,
    /** Replies that wait for a supervisor; nothing for others. */
    replyApprovals: waiting,
    /** Flows that have stopped and that supervisors put right; nothing for others. */
    flows: waiting,
    /** I have not confirmed yet that I have read it. */
    readings: waiting,
  }),
})
