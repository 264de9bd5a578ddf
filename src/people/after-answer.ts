import type { FastifyReply } from 'fastify'

/** Does something passing once the answer is out, and so after the commit. */
export function afterAnswer(reply: FastifyReply, act: () => void): void {
  reply.raw.once('finish', () => {
    if (reply.statusCode < 400) act()
  })
}
