import type { FastifyInstance } from 'fastify'

export function bulkRoutes(_app: FastifyInstance, ..._rest: unknown[]): void {}
