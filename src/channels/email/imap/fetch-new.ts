import type { ImapFlow } from 'imapflow'
import { sql } from 'kysely'
import { inBrands } from '#platform/database.ts'
import type { KnownMailbox } from '../mailboxes/directory.ts'
import { type Intake, takeInMail } from '../take-in-mail.ts'

export type Fetched = KnownMailbox & {
  afterIntake: 'seen' | 'move' | 'leave'
  moveTo: string | null
}

type Found = { uid: number; size: number }

const batchSize = 20
const inParallel = 4
const wholeUpTo = 256 * 1024

/** Takes in what has come since the last time, oldest first; marks or moves it on the server once it is committed. */
export async function fetchNew(
  intake: Intake,
  client: ImapFlow,
  mailbox: Fetched,
  stopped: () => boolean,
): Promise<number> {
  const place = await placeOf(intake, client, mailbox)
  const found = await listNew(client, mailbox, place)
  for (let at = 0; at < found.length && !stopped(); at += batchSize) {
    const batch = found.slice(at, at + batchSize)
    const { done, failure } = await takeInBatch(intake, client, mailbox, batch)
    await settleOnServer(client, mailbox, done)
    await moveOn(intake, mailbox, place.uidValidity, reachedBy(batch, done))
    if (failure) throw failure
  }
  return found.length
}

type Place = { uidValidity: number; lastUid: number; isNew: boolean; since: Date | null }

/** Where to go on: after the last UID, as long as the server says that its UIDs still mean the same (RFC 3501 §2.3.1.1). */
async function placeOf(intake: Intake, client: ImapFlow, mailbox: Fetched): Promise<Place> {
  const row = await inBrands(intake.db, [mailbox.brandId], (tx) =>
    tx
      .selectFrom('mailboxes')
      .select(['uid_validity', 'last_uid', 'last_checked_at'])
      .where('brand_id', '=', mailbox.brandId)
      .where('id', '=', mailbox.id)
      .executeTakeFirstOrThrow(),
  )
  const uidValidity = client.mailbox ? Number(client.mailbox.uidValidity) : 0
  const isNew = row.uid_validity !== uidValidity
  const since = row.uid_validity === null ? null : row.last_checked_at
  return { uidValidity, lastUid: isNew ? 0 : row.last_uid, isNew, since }
}

/**
 * A mailbox seen for the first time, or renumbered, holds years of mail that was
 * answered elsewhere: only the unread of it is new.
 */
async function listNew(client: ImapFlow, mailbox: Fetched, place: Place): Promise<Found[]> {
  const all = mailbox.afterIntake === 'move'
  const range = place.isNew && !all ? await searchNew(client, place.since) : `${place.lastUid + 1}:*`
  if (range === '' || (client.mailbox && client.mailbox.exists === 0)) return []
  const found: Found[] = []
  for await (const one of client.fetch(range, { uid: true, size: true }, { uid: true })) {
    // "n:*" always names the last mail, even when its number is smaller.
    if (one.uid > place.lastUid) found.push({ uid: one.uid, size: one.size ?? 0 })
  }
  return found.sort((a, b) => a.uid - b.uid)
}

const day = 86_400_000

/**
 * What nobody has read, and what came since the last look, a day earlier: the
 * server's clock is not ours, and a search asks by days.
 */
async function searchNew(client: ImapFlow, since: Date | null): Promise<string> {
  const recent = since && new Date(Math.min(since.getTime(), Date.now()) - day)
  const wish = recent ? { or: [{ seen: false }, { since: recent }] } : { seen: false }
  const uids = await client.search(wish, { uid: true })
  // Taken for "nothing new", a refusal would leave a mailbox unread for ever.
  if (uids === false || uids === undefined) throw new Error('The server refused to search the mailbox')
  return uids.join(',')
}

async function takeInBatch(intake: Intake, client: ImapFlow, mailbox: Fetched, batch: Found[]) {
  const done: number[] = []
  let failure: unknown
  const running = new Set<Promise<void>>()
  const takeIn = (uid: number, source: AsyncIterable<Buffer>) => {
    const one: Promise<void> = takeInMail(intake, source, {
      recipients: [mailbox.address],
      mailboxes: [mailbox],
    })
      .then(() => void done.push(uid))
      .catch((error) => void (failure ??= error))
      .finally(() => running.delete(one))
    running.add(one)
    return one
  }
  for (const { uid, size } of batch) {
    if (failure) break
    if (size > wholeUpTo) {
      // A big mail comes in pieces, so that it is never whole in memory; the connection is busy with it meanwhile.
      const { content } = await client.download(String(uid), undefined, { uid: true })
      if (content) await takeIn(uid, content)
      else done.push(uid)
      continue
    }
    const mail = await client.fetchOne(String(uid), { source: true }, { uid: true })
    // Gone since it was listed: somebody deleted it.
    if (!mail || !mail.source) {
      done.push(uid)
      continue
    }
    takeIn(uid, once(mail.source))
    if (running.size >= inParallel) await Promise.race(running)
  }
  await Promise.all(running)
  return { done, failure }
}

async function* once(bytes: Buffer) {
  yield bytes
}

async function settleOnServer(client: ImapFlow, mailbox: Fetched, uids: number[]): Promise<void> {
  if (uids.length === 0 || mailbox.afterIntake === 'leave') return
  const range = uids.join(',')
  if (mailbox.afterIntake === 'move' && mailbox.moveTo) {
    await client.messageFlagsAdd(range, ['\\Seen'], { uid: true })
    // Answers "already there" when it is.
    await client.mailboxCreate(mailbox.moveTo)
    await client.messageMove(range, mailbox.moveTo, { uid: true })
  } else await client.messageFlagsAdd(range, ['\\Seen'], { uid: true })
}

/** Up to which UID everything is in: a gap is fetched again, and what was in already is known again by its content. */
function reachedBy(batch: Found[], done: number[]): number {
  let reached = (batch[0]?.uid ?? 1) - 1
  for (const { uid } of batch) {
    if (!done.includes(uid)) break
    reached = uid
  }
  return reached
}

async function moveOn(intake: Intake, mailbox: Fetched, uidValidity: number, lastUid: number): Promise<void> {
  await inBrands(intake.db, [mailbox.brandId], (tx) =>
    sql`update mailboxes set uid_validity = ${uidValidity}, last_uid = ${lastUid}, last_checked_at = now()
      where brand_id = ${mailbox.brandId} and id = ${mailbox.id}`.execute(tx),
  )
}
