import type { FastifyInstance } from 'fastify'

export function presenceRoutes(_app: FastifyInstance, ..._rest: unknown[]): void {}
