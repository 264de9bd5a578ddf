import type { FastifyInstance } from 'fastify'

export function mergingRoutes(_app: FastifyInstance, ..._rest: unknown[]): void {}
