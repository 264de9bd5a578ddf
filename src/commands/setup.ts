import { sql } from 'kysely'
import { z } from 'zod'
import { m } from '#texts'
import * as contract from '#people/contract.ts'
import { setUpWithin } from '#people/set-up.ts'
import { terminalLocale } from '#platform/cannot-start.ts'
import { inBrands, type Tx } from '#platform/database.ts'
import { mistakeWords } from '#platform/mistake-words.ts'
import { readOptions } from './options.ts'
import { wrongUse } from './usages.ts'
import { withDesk } from './with-desk.ts'

/** Sets the desk up without a browser: organisation, brand, admin, and a mailbox that receives by our own mail server. */
export async function run(args: string[], env: NodeJS.ProcessEnv): Promise<void> {
  const given = readOptions(
    args,
    'setup',
    ['organisation', 'brand', 'email', 'password'],
    ['mailbox', 'name', 'brand-name', 'locale', 'time-zone'],
  )
  const locale = terminalLocale(env)
  const parsed = wishes.safeParse(
    { ...given, brandName: given['brand-name'], timeZone: given['time-zone'] },
    { error: (issue) => mistakeWords(issue, locale) },
  )
  if (!parsed.success) {
    const what = parsed.error.issues.map((issue) => `--${optionOf(issue.path)}: ${issue.message}`).join('; ')
    throw wrongUse('setup', what)
  }
  const wish = parsed.data
  await withDesk(env, async ({ db }) => {
    // Outside any brand first, and inside the new one for its mailbox: all or nothing, so in one transaction.
    await inBrands(db, [], async (tx) => {
      const { brandId } = await setUpWithin(tx, {
        organisation: wish.organisation,
        locale: wish.locale,
        timeZone: wish.timeZone,
        brand: { slug: wish.brand, name: wish.brandName ?? wish.organisation, locale: wish.locale },
        admin: {
          email: wish.email,
          name: wish.name ?? wish.email.split('@')[0] ?? '',
          password: wish.password,
        },
      })
      if (wish.mailbox) await receiveFor(tx, brandId, wish.mailbox, wish.brandName ?? wish.organisation)
    })
  })
  process.stdout.write(`${m.people_set_up_done({ organisation: wish.organisation }, { locale })}\n`)
}

const wishes = z.object({
  organisation: contract.name,
  brand: contract.slug,
  brandName: contract.name.optional(),
  email: contract.email,
  name: contract.name.optional(),
  password: contract.newPassword,
  mailbox: contract.email.optional(),
  locale: contract.locale.default('ja'),
  timeZone: contract.timeZone.default('Asia/Tokyo'),
})

const optionOf = (path: PropertyKey[]) =>
  path.join('.').replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

async function receiveFor(tx: Tx, brandId: number, address: string, name: string): Promise<void> {
  await sql`set local app.brands = ${sql.lit(String(brandId))}`.execute(tx)
  await tx.insertInto('mailboxes').values({ brand_id: brandId, address, name, receives_by: 'smtp' }).execute()
}
