import type { FastifyInstance } from 'fastify'

export function viewRoutes(_app: FastifyInstance, ..._rest: unknown[]): void {}
