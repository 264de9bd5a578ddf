import type { FastifyInstance } from 'fastify'

export function vocabularyRoutes(_app: FastifyInstance, ..._rest: unknown[]): void {}
