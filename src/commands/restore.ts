import { access, rename, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { m } from '#texts'
import { CannotStart, terminalLocale } from '#platform/cannot-start.ts'
import { readConfig, settle } from '#platform/config.ts'
import { openDatabase } from '#platform/database.ts'
import { startPostgres } from '#platform/embedded-postgres/start-postgres.ts'
import { openFiles } from '#platform/files.ts'
import { reachDatabase } from '#platform/reach-database.ts'
import type { Manifest } from './backup/manifest.ts'
import { restoreBackup } from './backup/restore-backup.ts'
import { secretMark } from './backup/write-backup.ts'
import { wrongUse } from './usages.ts'

const say = (line: string) => process.stderr.write(`${line}\n`)

/** Puts a backup into the data folder and database of this environment, which must be empty, or --force said. */
export async function run(args: string[], env: NodeJS.ProcessEnv): Promise<void> {
  const isForced = args.includes('--force')
  const [file, ...rest] = args.filter((one) => one !== '--force')
  if (!file || file.startsWith('-') || rest.length > 0) {
    const what = args.join(' ') || 'FILE'
    throw wrongUse('restore', what)
  }
  await access(file).catch((error) => {
    throw new CannotStart((locale) => m.platform_restore_no_file({ file: resolve(file) }, { locale }), {
      cause: error,
    })
  })
  const isOwnSecret = readConfig(env).secret === undefined
  const config = settle(readConfig(env), say)
  if (config.databaseUrl) await reach(config.databaseUrl)
  let secret: string | null = null
  const server = config.databaseUrl
    ? undefined
    : await startPostgres({ dataDir: config.dataDir, isDesk: true, say })
  try {
    const found = await restoreBackup(file, {
      databaseUrl: config.databaseUrl ?? server?.url() ?? '',
      files: openFiles(join(config.dataDir, 'files')),
      isForced,
      accept(manifest) {
        if (!isForced) refuseOtherSecret(manifest, { secret: config.secret, isOwnSecret })
        if (isOwnSecret) secret = manifest.secret
      },
      // Before the commit, so that no data are ever without their key; who is stopped in between restores again.
      async beforeCommit() {
        if (secret !== null) await keepSecret(config.dataDir, secret)
      },
    })
    const rows = Object.values(found.rows).reduce((sum, count) => sum + count, 0)
    const words = m.platform_restore_done({ rows, files: found.files }, { locale: terminalLocale(env) })
    process.stdout.write(`${words}\n`)
  } finally {
    await server?.stop()
  }
}

async function reach(databaseUrl: string): Promise<void> {
  const db = openDatabase(databaseUrl, 1)
  await reachDatabase(db).finally(() => db.close())
}

async function keepSecret(dataDir: string, secret: string): Promise<void> {
  const file = join(dataDir, 'secret')
  await writeFile(`${file}.restored`, `${secret}\n`, { mode: 0o600, flush: true })
  await rename(`${file}.restored`, file)
}

/** With another key the passwords of mailboxes and second steps could not be read any more. */
function refuseOtherSecret(manifest: Manifest, here: { secret: string; isOwnSecret: boolean }): void {
  const comesAlong = manifest.secret !== null && here.isOwnSecret
  if (comesAlong || manifest.secretMark === secretMark(here.secret)) return
  throw new CannotStart((locale) => m.platform_restore_other_secret({}, { locale }))
}
