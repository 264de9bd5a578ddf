import { sql } from 'kysely'
import { type Database, inAllBrands } from '#platform/database.ts'

/** What intake needs to know of a mailbox. */
export type KnownMailbox = {
  id: number
  brandId: number
  address: string
  receivesBy: 'smtp' | 'imap'
  hasPlusAddresses: boolean
}

export type Directory = {
  /** The mailbox an address reaches, itself or by its plus-address. */
  find(address: string): Promise<KnownMailbox | undefined>
  /** Whether the address is a mailbox of ours or a staff member's. */
  isOurs(address: string): Promise<'mailbox' | 'staff' | undefined>
}

const freshFor = 1_000

/** The addresses this desk receives for, read again at most once a second, since every mail asks several times. */
export function openDirectory(db: Database): Directory {
  let known: { at: number; mailboxes: Map<string, KnownMailbox>; staff: Set<string> } | undefined
  let loading: Promise<typeof known> | undefined
  const load = async () => {
    const [mailboxes, staff] = await Promise.all([readMailboxes(db), readStaff(db)])
    known = { at: performance.now(), mailboxes, staff }
    return known
  }
  const current = async () => {
    if (known && performance.now() - known.at < freshFor) return known
    loading ??= load().finally(() => {
      loading = undefined
    })
    const loaded = await loading
    if (!loaded) throw new Error('The mailboxes could not be read')
    return loaded
  }
  const find = async (address: string) => {
    const { mailboxes } = await current()
    const exact = address.toLowerCase()
    const found = mailboxes.get(exact)
    if (found) return found
    const base = exact.replace(/\+[^@]*(?=@[^@]*$)/, '')
    const mailbox = base === exact ? undefined : mailboxes.get(base)
    return mailbox?.hasPlusAddresses ? mailbox : undefined
  }
  return {
    find,
    async isOurs(address) {
      if (await find(address)) return 'mailbox'
      return (await current()).staff.has(address.toLowerCase()) ? 'staff' : undefined
    },
  }
}

async function readMailboxes(db: Database): Promise<Map<string, KnownMailbox>> {
  const { rows } = await inAllBrands(db, (tx) =>
    sql<KnownMailbox>`
      select id, brand_id as "brandId", address, receives_by as "receivesBy", has_plus_addresses as "hasPlusAddresses"
      from mailboxes where disabled_at is null order by id desc`.execute(tx),
  )
  return new Map(rows.map((row) => [row.address, row]))
}

async function readStaff(db: Database): Promise<Set<string>> {
  const rows = await db.open.selectFrom('staff').select('email').where('deactivated_at', 'is', null).execute()
  return new Set(rows.map((row) => row.email))
}
