import { m } from '#texts'
import { terminalLocale } from '#platform/cannot-start.ts'
import type { Locale } from '#platform/locale.ts'
import { lookAtDatabase } from './doctor/database.ts'
import { lookAtDesk } from './doctor/desk.ts'
import { lookAtDisk } from './doctor/disk.ts'
import { type Finding, found } from './doctor/finding.ts'
import { type OpenDesk, withDesk } from './with-desk.ts'

/** Looks at settings, database, mailboxes, disk and work, says what it finds, and ends with 1 when something must be mended. */
export async function run(_args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const locale = terminalLocale(env)
  const findings = await withDesk(env, (desk) => examine(desk))
  for (const { state, say } of findings) process.stdout.write(`${label(state, locale)}  ${say(locale)}\n`)
  return findings.some(({ state }) => state === 'trouble') ? 1 : 0
}

/** Everything the doctor looks at, in order. */
export async function examine({ db, config }: Pick<OpenDesk, 'db' | 'config'>): Promise<Finding[]> {
  return [
    ...lookAtSettings(config.dataDir, config.publicUrl),
    ...(await lookAtDatabase(db)),
    ...(await lookAtDisk(config.dataDir)),
    ...(await lookAtDesk(db, config)),
  ]
}

function lookAtSettings(folder: string, url: string): Finding[] {
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname)
  return [
    found('ok', (locale) => m.platform_doctor_settings({ folder, url }, { locale })),
    ...(isLocal ? [found('note', (locale: Locale) => m.platform_doctor_local_url({ url }, { locale }))] : []),
  ]
}

function label(state: Finding['state'], locale: Locale): string {
  const words = {
    ok: m.platform_doctor_ok,
    note: m.platform_doctor_note,
    trouble: m.platform_doctor_trouble,
  }
  return words[state]({}, { locale }).padEnd(locale === 'ja' ? 2 : 7)
}
