import { createHash } from 'node:crypto'
import type { FastifyReply } from 'fastify'

/**
 * A page of ours that stands inside a shop's page: nowhere but on the origins the brand allows, or anywhere when it names none. `style` is what it
 * says of looks in itself.
 */
export function framed(
  reply: FastifyReply,
  allowedOrigins: readonly string[],
  publicUrl: string,
  style = '',
): FastifyReply {
  const origins = allowedOrigins.map((origin) => new URL(origin).origin)
  const ancestors = origins.length === 0 ? '*' : ["'self'", ...origins].join(' ')
  const { host } = new URL(publicUrl)
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    style === '' ? "style-src 'self'" : `style-src 'self' 'sha256-${digestOf(style)}'`,
    "img-src 'self' data: blob:",
    // Safari before 15.4 does not count sockets among 'self'.
    `connect-src 'self' ws://${host} wss://${host}`,
    "worker-src 'self' blob:",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${ancestors}`,
  ]
  reply.removeHeader('x-frame-options')
  return reply
    .header('content-security-policy', policy.join('; '))
    .header('cross-origin-resource-policy', 'cross-origin')
}

const digestOf = (style: string) => createHash('sha256').update(style).digest('base64')
