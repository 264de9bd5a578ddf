import { demoPassword, staff } from '#database/sample/people.ts'
import { isSetUp } from '#people/set-up.ts'
import { terminalLocale } from '#platform/cannot-start.ts'
import { m } from '#texts'
import { fill } from './demo/fill.ts'
import { start } from './start.ts'

/** The desk with a believable sample brand in a data folder of its own. The sample is made at the first start. */
export async function run(_args: string[], env: NodeJS.ProcessEnv): Promise<void> {
  const locale = terminalLocale(env)
  await start(env, 'all', {
    isDemo: true,
    async prepare(desk) {
      if (!(await isSetUp(desk.db.open))) await fill(desk)
      const people = staff.map((one) => one.email).join(', ')
      const shop = `${desk.publicUrl}/demo-shop`
      return m.platform_demo_ready({ people, password: demoPassword, shop }, { locale })
    },
  })
}
