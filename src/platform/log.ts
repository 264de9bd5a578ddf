import { type Logger, pino } from 'pino'

export type { Logger }

/** JSON lines on standard error; secrets and message texts are never handed to it. */
export function openLog(level: string): Logger {
  return pino(
    { level, base: null, redact: ['password', 'token', 'secret', 'authorization', 'cookie'] },
    pino.destination(2),
  )
}
