import { join } from 'node:path'
import { demoPassword, staff } from '#database/sample/people.ts'
import { isSetUp } from '#people/set-up.ts'
import { terminalLocale } from '#platform/cannot-start.ts'
import { m } from '#texts'
import { fill } from './demo/fill.ts'
import { openOutbox } from './demo/outbox.ts'
import { start } from './start.ts'

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
        if (!(await isSetUp(desk.db.open))) await fill(desk)
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
