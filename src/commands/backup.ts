import { resolve } from 'node:path'
import { m } from '#texts'
import { CannotStart, terminalLocale } from '#platform/cannot-start.ts'
import { readConfig } from '#platform/config.ts'
import { writeBackup } from './backup/write-backup.ts'
import { wrongUse } from './usages.ts'
import { withDesk } from './with-desk.ts'

/** Writes a backup of everything into one file, while the desk may run. */
export async function run([file, ...rest]: string[], env: NodeJS.ProcessEnv): Promise<void> {
  if (!file || file.startsWith('-') || rest.length > 0) {
    const what = [file ?? 'FILE', ...rest].join(' ')
    throw wrongUse('backup', what)
  }
  await withDesk(env, async (desk) => {
    const found = await writeBackup(
      {
        databaseUrl: desk.databaseUrl,
        files: desk.files,
        version: desk.version,
        secret: desk.config.secret,
        isOwnSecret: readConfig(env).secret === undefined,
      },
      resolve(file),
    ).catch((error) => notWritten(resolve(file), error))
    const rows = Object.values(found.rows).reduce((sum, count) => sum + count, 0)
    const words = m.platform_backup_done(
      { file: resolve(file), rows, files: found.files },
      { locale: terminalLocale(env) },
    )
    process.stdout.write(`${words}\n`)
  })
}

function notWritten(file: string, error: NodeJS.ErrnoException): never {
  if (!['ENOENT', 'ENOTDIR', 'EISDIR', 'EACCES', 'EROFS', 'ENOSPC'].includes(error.code ?? '')) throw error
  const reason = error.message
  throw new CannotStart((locale) => m.platform_backup_not_written({ file, reason }, { locale }), {
    cause: error,
  })
}
