import type { FastifyInstance } from 'fastify'
import { serve } from '#platform/serve.ts'
import type { Desk } from '../../desk.ts'
import { postMessage } from './contract.ts'
import { takeInPost } from './take-in-post.ts'

export function apiChannelRoutes(app: FastifyInstance, desk: Pick<Desk, 'files'>): void {
  serve(app, postMessage, ({ tx, body }) => takeInPost(tx, desk.files, body))
}
