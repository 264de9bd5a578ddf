import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Tx } from '#platform/database.ts'
import { sessionCookie } from '../identify.ts'
import { startSession } from '../start-session.ts'

/** Begins a session and hands its token to the browser, out of reach of scripts and of other sites' forms. */
export async function signInBrowser(
  tx: Tx,
  staffId: number,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const token = await startSession(tx, {
    staffId,
    ip: request.ip,
    userAgent: request.headers['user-agent'] ?? '',
  })
  reply.setCookie(sessionCookie, token, {
    ...attributes(request),
    // The longest a browser keeps a cookie; when the session ends is decided here (sessions.expires_at slides).
    maxAge: 400 * 86_400,
  })
}

export function forgetCookie(request: FastifyRequest, reply: FastifyReply): void {
  reply.clearCookie(sessionCookie, attributes(request))
}

function attributes(request: FastifyRequest) {
  return { path: '/', httpOnly: true, sameSite: 'lax' as const, secure: request.protocol === 'https' }
}
