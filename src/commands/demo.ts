import { join } from 'node:path'
import { demoPassword, staff } from '#database/sample/people.ts'
import { isSetUp } from '#people/set-up.ts'
import { CannotStart, terminalLocale } from '#platform/cannot-start.ts'
import { inAllBrands } from '#platform/database.ts'
import { m } from '#texts'
import { fill } from './demo/fill.ts'
import { openOutbox } from './demo/outbox.ts'
import { start } from './start.ts'
import type { OpenDesk } from './with-desk.ts'

/**
 * The desk with a believable sample brand in a data folder of its own. The sample is made at the first start. Unless the operator
 * names a relay, mail that leaves is kept in a folder.
 */
export async function run(_args: string[], env: NodeJS.ProcessEnv): Promise<void> {
  const locale = terminalLocale(env)
  const outbox = env.MAIL_RELAY_URL ? undefined : await openOutbox()
  try {
    await start(outbox ? { ...env, MAIL_RELAY_URL: outbox.url } : env, 'all', {
      isDemo: true,
      async prepare(desk) {
        const folder = join(desk.config.dataDir, 'outbox')
        outbox?.keepIn(folder)
        if (await isSetUp(desk.db.open)) await refuseOtherDesk(desk)
        else await fill(desk)
        const people = staff.map((one) => one.email).join(', ')
        const shop = `${desk.publicUrl}/demo-shop`
        const lines = [m.platform_demo_ready({ people, password: demoPassword, shop }, { locale })]
        if (outbox) lines.push(m.platform_demo_outbox({ folder }, { locale }))
        return lines.join('\n')
      },
    })
  } finally {
    await outbox?.close()
  }
}

/** The addresses and passwords said below are those of the sample; orders are the last thing that is made of it. */
async function refuseOtherDesk({ db, config }: OpenDesk): Promise<void> {
  const folder = config.dataDir
  const known = await db.open
    .selectFrom('staff')
    .select('email')
    .where(
      'email',
      'in',
      staff.map((one) => one.email),
    )
    .execute()
  if (known.length < 2) throw new CannotStart((locale) => m.platform_demo_own_desk({ folder }, { locale }))
  const isWhole = await inAllBrands(db, (tx) =>
    tx.selectFrom('orders').select('number').limit(1).executeTakeFirst(),
  )
  if (!isWhole) throw new CannotStart((locale) => m.platform_demo_unfinished({ folder }, { locale }))
}
