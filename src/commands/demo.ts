import { join } from 'node:path'
import { demoPassword, staff } from '#database/sample/people.ts'
import { isSetUp } from '#people/set-up.ts'
import { CannotStart, terminalLocale } from '#platform/cannot-start.ts'
import { inAllBrands } from '#platform/database.ts'
import type { Locale } from '#platform/locale.ts'
import { m } from '#texts'
import { fill } from './demo/fill.ts'
import { openOutbox } from './demo/outbox.ts'
import { forgetMovedClock } from './demo/week/moved-clock.ts'
import { playWeek } from './demo/week/play-week.ts'
import { wrongUse } from './usages.ts'
import { start } from './start.ts'
import type { OpenDesk } from './with-desk.ts'

/**
 * The desk with a believable sample brand in a data folder of its own. The sample is made at the first start. Unless the operator
 * names a relay, mail that leaves is kept in a folder. With `--play-week` a week is played first, up to now: what was there before
 * happened earlier.
 */
export async function run(args: string[], env: NodeJS.ProcessEnv): Promise<void> {
  const locale = terminalLocale(env)
  const [wish, ...others] = args
  if (others.length > 0 || (wish !== undefined && wish !== '--play-week'))
    throw wrongUse('demo', args.join(' '))
  const outbox = env.MAIL_RELAY_URL ? undefined : await openOutbox()
  try {
    await start(outbox ? { ...env, MAIL_RELAY_URL: outbox.url } : env, 'all', {
      isDemo: true,
      async prepare(desk) {
        const folder = join(desk.config.dataDir, 'outbox')
        outbox?.keepIn(folder)
        if (await isSetUp(desk.db.open)) await refuseOtherDesk(desk)
        else await fill(desk)
        // Left behind where a week was being played when the program was killed.
        await forgetMovedClock(desk.db)
        const people = staff.map((one) => one.email).join(', ')
        const shop = `${desk.publicUrl}/demo-shop`
        const lines = [m.platform_demo_ready({ people, password: demoPassword, shop }, { locale })]
        if (wish) lines.unshift(await playedWeek(desk, locale))
        if (outbox) lines.push(m.platform_demo_outbox({ folder }, { locale }))
        return lines.join('\n')
      },
    })
  } finally {
    await outbox?.close()
  }
}

async function playedWeek(desk: OpenDesk, locale: Locale) {
  const began = performance.now()
  const events = await playWeek(desk)
  const seconds = Math.round((performance.now() - began) / 1_000)
  return m.platform_demo_week({ events: String(events), seconds: String(seconds) }, { locale })
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
