import { type RawBuilder, sql } from 'kysely'

/** From where a message says it comes. */
export type Sender = { from: string | null; isForged: boolean; isOurs: boolean }

// Addresses behind which nobody reads (RFC 5321 §4.5.5, RFC 2142 and custom).
const nobody =
  /^(?:no-?_?reply|do-?_?not-?_?reply|mailer-daemon|postmaster|bounces?|notifications?|alerts?|abuse)(?:[+._-].*)?@/i

/** The columns of a `Sender`, of the message that the statement calls `alias`. */
export const senderOf = (alias: string): RawBuilder<unknown> => sql`
  ${sql.ref(`${alias}.from_address`)} as "from",
  coalesce(${sql.ref(`${alias}.authentication`)}->>'dmarc' = 'fail', false) as "isForged",
  exists (select from mailboxes where brand_id = ${sql.ref(`${alias}.brand_id`)}
    and address = lower(${sql.ref(`${alias}.from_address`)})) as "isOurs"`

/** Whether a person may read what is sent back there by itself: neither a machine's address, nor a forged one, nor ours. */
export const isRead = ({ from, isForged, isOurs }: Sender): boolean =>
  !isForged && !isOurs && !nobody.test(from ?? '')
