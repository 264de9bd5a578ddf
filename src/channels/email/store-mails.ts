import { openBatches } from '#platform/batches.ts'
import { type Database, inBrands, type Tx } from '#platform/database.ts'
import { recordAll } from '#platform/events.ts'
import { addJobs } from '#platform/jobs.ts'
import { type Incoming, senderName, type TakenIn, takeInAll } from '../incoming.ts'
import type { Arrival } from '../store-arrivals.ts'
import type { Envelope } from './authentication.ts'
import { type Clues, findThreads } from './find-threads.ts'
import { rememberMails } from './remember-mails.ts'

/** A mail that has been read, ready to be written. */
export type ReadyMail = {
  incoming: Incoming
  clues: Clues
  /** The people it names besides its sender and ourselves. */
  others: readonly string[]
  isFirstHeldBack: boolean
  /** How it came, if its sender is still to be checked; undefined when there is nothing to check. */
  toCheck: Envelope | null | undefined
}

/** Writes a mail and returns when it is committed. */
export type Store = (mail: ReadyMail) => Promise<TakenIn>

/**
 * Mails that come at the same time from different senders are written in one transaction: a mail costs a dozen statements, and as
 * many for thirty of them.
 */
export function openStore(db: Database): Store {
  return openBatches((mails: ReadyMail[]) => storeMails(db, mails), {
    key: (mail) => senderName(mail.incoming),
    most: 32,
    atOnce: 2,
  })
}

async function storeMails(db: Database, mails: readonly ReadyMail[]): Promise<TakenIn[]> {
  const brandIds = [...new Set(mails.map((one) => one.incoming.brandId))]
  const ofIncoming = new Map(mails.map((one) => [one.incoming, one]))
  const mailOf = (incoming: Incoming) => {
    const mail = ofIncoming.get(incoming)
    if (!mail) throw new Error('A mail that nobody sent')
    return mail
  }
  return inBrands(
    db,
    brandIds,
    (tx) =>
      takeInAll(
        tx,
        mails.map((one) => one.incoming),
        (_tx, asking) => findThreads(tx, asking, (incoming) => mailOf(incoming).clues),
        (_tx, arrivals) => rememberAll(tx, arrivals, mailOf),
      ),
    { keepsPlans: true },
  )
}

async function rememberAll(
  tx: Tx,
  arrivals: readonly Arrival[],
  mailOf: (incoming: Incoming) => ReadyMail,
): Promise<void> {
  const all = arrivals.map((arrival) => ({ ...arrival, mail: mailOf(arrival.incoming) }))
  await rememberMails(
    tx,
    all.map(({ incoming, conversationId, customer, found, mail }) => ({
      brandId: incoming.brandId,
      conversationId,
      customerId: found?.customer_id ?? customer.id,
      mailIds: mail.clues.mailIds,
      others: mail.others,
    })),
  )
  await addJobs(
    tx,
    all.flatMap(({ incoming, messageId, mail }) =>
      mail.toCheck === undefined
        ? []
        : {
            task: 'check-sender',
            payload: { brandId: incoming.brandId, messageId, envelope: mail.toCheck },
            maxAttempts: 5,
          },
    ),
  )
  const heldBack = all.filter(({ mail }) => mail.isFirstHeldBack)
  if (heldBack.length > 0) await recordAll(tx, heldBack.map(heldBackEvent))
}

function heldBackEvent({ incoming, conversationId, messageId }: Arrival) {
  return {
    type: 'customer.held_back',
    brandId: incoming.brandId,
    conversationId,
    messageId,
    actor: { kind: 'system' as const },
    data: { address: incoming.from.value },
  }
}
