/** The desk cannot take mail in at the moment; the sender's server is to try again later. */
export class TryLater extends Error {
  override name = 'TryLater'
}

/** Nobody here receives for any of the recipients. */
export class NoSuchMailbox extends Error {
  override name = 'NoSuchMailbox'
}

const systemCodes = /^(E[A-Z]{2,}|ENOSPC|UND_ERR_.*)$/
// PostgreSQL's classes of what is not the statement's fault: connection, rollback, resources, operator, system, internal.
const databaseClasses = /^(08|40|53|55|57|58|XX)/
const databaseWords =
  /Connection terminated|timeout exceeded when trying to connect|not queryable|connection error|Cannot use a pool after/i

/** Whether the reason lies with this machine or its database rather than with the mail. */
export function isForTheMoment(error: unknown): boolean {
  if (error instanceof TryLater) return true
  if (!(error instanceof Error)) return false
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (code.length === 5 && databaseClasses.test(code)) return true
  return (
    (!/^\d/.test(code) && systemCodes.test(code) && !code.startsWith('ERR_')) ||
    databaseWords.test(error.message)
  )
}
