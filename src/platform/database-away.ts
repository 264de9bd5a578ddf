// PostgreSQL's classes of what is not the statement's fault: connection, resources (a full disk), operator, system.
const classes = /^(08|53|57|58)/
const systemCodes = /^(ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|ETIMEDOUT|ENOSPC|EDQUOT)$/
const words =
  /Connection terminated|timeout exceeded when trying to connect|not queryable|connection error|Cannot use a pool after/i

/** Whether the database or the disk cannot serve us at the moment, so that the same request may well succeed a little later. */
export function isAwayForTheMoment(error: Error): boolean {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return (code.length === 5 && classes.test(code)) || systemCodes.test(code) || words.test(error.message)
}
