import { createHash } from 'node:crypto'
import { accessSync, chmodSync, constants, existsSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { m } from '#texts'
import { CannotStart, terminalLocale } from '../cannot-start.ts'
import { type Account, mayReach, serverAccount } from './account.ts'
import { clusterFolder, makeFolder, systemFolder } from './folders.ts'

/**
 * The folder everything is kept in, made when absent. The default one inside the project moves elsewhere, said in one line, when
 * it cannot be used; one that the operator named is used or refused.
 */
export function settleDataFolder(
  wanted: { dataDir: string; isDefault: boolean; isEmbedded: boolean },
  say: (line: string) => void,
): string {
  const { dataDir, isDefault, isEmbedded } = wanted
  const account = isEmbedded ? serverAccount(clusterFolder(dataDir)) : undefined
  if (isDefault && !existsSync(clusterFolder(dataDir))) {
    if (account) letPass(dataDir)
    const elsewhere = folderElsewhere(dataDir)
    // Whoever began there stays there, also when the project's folder has become usable since.
    if (existsSync(clusterFolder(elsewhere)) || problemWith(dataDir, account)) {
      say(
        m.platform_data_elsewhere(
          { folder: elsewhere, wanted: dataDir },
          { locale: terminalLocale(process.env) },
        ),
      )
      return made(elsewhere, isEmbedded ? serverAccount(clusterFolder(elsewhere)) : undefined)
    }
  }
  return made(dataDir, account)
}

function made(dataDir: string, account: Account | undefined): string {
  const problem = problemWith(dataDir, account)
  if (problem) throw problem
  try {
    makeFolder(dataDir, account ? 0o711 : 0o700)
  } catch (cause) {
    throw new CannotStart((locale) => m.platform_data_not_writable({ folder: dataDir }, { locale }), {
      cause,
    })
  }
  return dataDir
}

function problemWith(dataDir: string, account: Account | undefined): CannotStart | undefined {
  const existing = nearest(dataDir)
  const user = account?.name ?? ''
  if (!statSync(existing).isDirectory())
    return new CannotStart((locale) => m.platform_data_not_folder({ folder: existing }, { locale }))
  if (!isWritable(existing))
    return new CannotStart((locale) => m.platform_data_not_writable({ folder: existing }, { locale }))
  if (account && !mayReach(account, existing, 'x')) {
    const closed = closedAt(existing, account)
    const example = join(systemFolder, 'data')
    return new CannotStart((locale) =>
      m.platform_data_not_enterable({ folder: dataDir, user, closed, example }, { locale }),
    )
  }
  const owner = statSync(clusterFolder(dataDir), { throwIfNoEntry: false })?.uid
  if (owner !== undefined && process.getuid && process.getuid() !== 0 && owner !== process.getuid())
    return new CannotStart((locale) =>
      m.platform_data_of_another({ folder: dataDir, uid: owner }, { locale }),
    )
  return undefined
}

const nearest = (path: string): string => (existsSync(path) ? path : nearest(dirname(path)))

/** The highest folder on the way that this user cannot enter. */
function closedAt(path: string, account: Account): string {
  const above = dirname(path)
  return above === path || mayReach(account, above, 'x') ? path : closedAt(above, account)
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Our own default folder, perhaps made under a strict umask, must let the server's user through to its part. */
function letPass(dataDir: string): void {
  const found = statSync(dataDir, { throwIfNoEntry: false })
  if (found?.uid === 0 && isWritable(dataDir)) chmodSync(dataDir, found.mode | 0o111)
}

function folderElsewhere(dataDir: string): string {
  const project = dirname(dataDir)
  const mark = createHash('sha256').update(project).digest('hex').slice(0, 6)
  const isRoot = process.getuid?.() === 0
  const parent = isRoot
    ? systemFolder
    : join(process.env.XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'engawa')
  return join(parent, `data-${basename(project)}-${mark}`)
}
