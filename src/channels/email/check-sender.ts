import { resolve } from 'node:dns/promises'
import { sql } from 'kysely'
import type { DNSResolver } from 'mailauth'
import { inBrands } from '#platform/database.ts'
import type { Task } from '#platform/jobs.ts'
import { isPrivateAddress } from '#platform/private-addresses.ts'
import type { Desk } from '../../desk.ts'
import type { Envelope, Verdict } from './authentication.ts'

type Job = { brandId: number; messageId: number; envelope: Envelope }

const longest = 20_000

/**
 * Asks the name system whether a mail is from whom it says: SPF (RFC 7208), DKIM (6376), DMARC (9989). A job after intake, so that a slow
 * name server slows no mail; running it again writes the same.
 */
export function checkSender(desk: Pick<Desk, 'db' | 'files'>, resolver: DNSResolver = ask): Task {
  return async (payload) => {
    const job = payload as Job
    const source = await inBrands(desk.db, [job.brandId], (tx) =>
      tx
        .selectFrom('messages')
        .select('raw_file')
        .where('brand_id', '=', job.brandId)
        .where('id', '=', job.messageId)
        .executeTakeFirst(),
    )
    if (!source?.raw_file) return
    const { raw_file: file } = source
    const { vouching: _, ...verdict } = await verdictFor(() => desk.files.read(file), job.envelope, resolver)
    await inBrands(desk.db, [job.brandId], (tx) =>
      sql`update messages set authentication = coalesce(authentication, '{}') || ${JSON.stringify(verdict)}::jsonb
        where brand_id = ${job.brandId} and id = ${job.messageId}`.execute(tx),
    )
  }
}

/** Who a mail is from by the name system; what cannot be found out in time is said to be so. */
export async function verdictFor(
  read: () => NodeJS.ReadableStream,
  envelope: Envelope,
  resolver: DNSResolver = ask,
): Promise<Verdict & { vouching: string[] }> {
  // Loaded with the first mail: it is large, and a desk should not wait for it to start.
  const { authenticate } = await import('mailauth')
  // A mail that our own relay handed over has its sender's server's address further up, where anybody can write.
  const isRelayed = isPrivateAddress(envelope.ip)
  const checking = authenticate(read() as Parameters<typeof authenticate>[0], {
    ...(isRelayed ? {} : { ip: envelope.ip }),
    helo: envelope.helo,
    sender: envelope.from,
    resolver,
    disableArc: true,
    disableBimi: true,
  })
  const given = { spf: 'temperror', dkim: 'temperror', dmarc: 'temperror', vouching: [] }
  const found = await Promise.race([checking, timeUp()]).catch(() => undefined)
  if (!found) return given
  const results = found.dkim.results.map((one) => one.status.result)
  return {
    spf: isRelayed || !found.spf ? 'none' : found.spf.status.result,
    dkim: results.find((one) => one === 'pass') ?? results[0] ?? 'none',
    dmarc: found.dmarc ? found.dmarc.status.result : 'none',
    vouching: [
      ...found.dkim.results.flatMap((one) => (one.status.result === 'pass' ? [one.signingDomain ?? ''] : [])),
      ...(!isRelayed && found.spf && found.spf.status.result === 'pass' ? [found.spf.domain ?? ''] : []),
    ],
  }
}

const timeUp = () => new Promise<undefined>((done) => setTimeout(done, longest, undefined).unref())

const ask: DNSResolver = async (domain, type) => (await resolve(domain, type)) as string[] | string[][]
