import { spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { m } from '#texts'
import { CannotStart } from '../cannot-start.ts'
import { systemFolder } from './folders.ts'

/** A user of this machine without privileges. */
export type Account = { name: string; uid: number; gid: number }

/**
 * The user PostgreSQL runs as when we are root, since it refuses to be root: the owner of the data that is already there, else a
 * user `engawa` or `postgres`, else one that is made now. Undefined when we are not root.
 */
export function serverAccount(clusterDir: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  return ownerOf(clusterDir) ?? named('engawa') ?? named('postgres') ?? newAccount('engawa')
}

/** Whether that user (or, without one, we) may read, write or enter this path; asked of the kernel itself, so that ACLs count too. */
export function mayReach(account: Account | undefined, path: string, how: 'r' | 'w' | 'x'): boolean {
  const answer = spawnSync('/bin/sh', ['-c', `test -${how} "$1"`, 'sh', path], {
    cwd: '/',
    stdio: 'ignore',
    ...(account && { uid: account.uid, gid: account.gid }),
  })
  return answer.status === 0
}

function ownerOf(folder: string): Account | undefined {
  const found = statSync(folder, { throwIfNoEntry: false })
  if (!found || found.uid === 0) return undefined
  const name = passwd().find((user) => user.uid === found.uid)?.name ?? String(found.uid)
  return { name, uid: found.uid, gid: found.gid }
}

function named(name: string): Account | undefined {
  const listed = passwd().find((user) => user.name === name)
  if (listed) return listed
  // Users of a directory service stand in no file.
  const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }))
  if (uid?.status !== 0 || gid?.status !== 0) return undefined
  return { name, uid: Number(uid.stdout), gid: Number(gid.stdout) }
}

function passwd(): Account[] {
  try {
    return readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => line.split(':'))
      .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
  } catch {
    return []
  }
}

// shadow-utils, Debian's adduser, BusyBox: whichever is there.
const waysToMake = [
  ['useradd', '--system', '--no-create-home', '--home-dir', systemFolder, '--shell', '/usr/sbin/nologin'],
  ['adduser', '--system', '--group', '--no-create-home', '--home', systemFolder],
  ['adduser', '-S', '-D', '-H', '-h', systemFolder, '-s', '/sbin/nologin'],
]

function newAccount(name: string): Account {
  for (const [command = '', ...options] of waysToMake) {
    spawnSync(command, [...options, name], { stdio: 'ignore' })
    const made = named(name)
    if (made) return made
  }
  throw new CannotStart((locale) => m.platform_postgres_no_user({ name }, { locale }))
}
