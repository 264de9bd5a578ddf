import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chmod, chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

export type Dovecot = { port: number; stop(): Promise<void> }

/** Whether a real IMAP server can be run here: `npm test` installs it where it may. */
export const hasDovecot = spawnSync('/usr/sbin/dovecot', ['--version']).status === 0 && userInfo().uid === 0

export type DovecotOptions = {
  port?: number
  /** False: a server that cannot tell when mail comes. */
  idle?: boolean
  /** Where a token is asked after; it answers whose it is as {"email": user}. Then tokens sign in, too. */
  tokenInfoUrl?: string
}

/** A real IMAP server in a folder of its own: any user signs in with the password "secret". */
export async function startDovecot(options: DovecotOptions = {}): Promise<Dovecot> {
  const folder = await mkdtemp(join(tmpdir(), 'engawa-dovecot-'))
  await chmod(folder, 0o755)
  const [uid, gid] = idsOf('nobody')
  await mkdir(join(folder, 'mail'))
  await chown(join(folder, 'mail'), uid, gid)
  const port = options.port ?? (await freePort())
  const config = join(folder, 'dovecot.conf')
  await writeFile(
    config,
    `protocols = imap
listen = 127.0.0.1
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login${options.tokenInfoUrl ? ' xoauth2 oauthbearer' : ''}
mail_location = maildir:${folder}/mail/%u
first_valid_uid = 1
first_valid_gid = 1
default_internal_user = dovecot
default_login_user = dovenull
${options.idle === false ? 'imap_capability = IMAP4rev1 UIDPLUS MOVE\n' : ''}${options.tokenInfoUrl ? tokensBy(join(folder, 'oauth.conf')) : ''}passdb {
  driver = static
  args = password=secret
}
userdb {
  driver = static
  args = uid=${uid} gid=${gid} home=${folder}/mail/%u
}
service imap-login {
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
`,
  )
  if (options.tokenInfoUrl)
    await writeFile(
      join(folder, 'oauth.conf'),
      `tokeninfo_url = ${options.tokenInfoUrl}\nusername_attribute = email\n`,
    )
  const server: ChildProcess = spawn('/usr/sbin/dovecot', ['-F', '-c', config], { stdio: 'ignore' })
  for (let attempt = 0; !(await isOpen(port)); attempt++) {
    if (attempt > 200) throw new Error(`Dovecot did not start; see ${folder}/log`)
    await pause(25)
  }
  return {
    port,
    async stop() {
      const ended = new Promise((resolve) => server.once('exit', resolve))
      server.kill('SIGTERM')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const tokensBy = (file: string) => `passdb {
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = ${file}
}
`

function idsOf(user: string): [number, number] {
  const id = (flag: string) => Number(spawnSync('id', [flag, user]).stdout.toString().trim())
  return [id('-u'), id('-g')]
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => (socket.destroy(), resolve(true)))
    socket.once('error', () => resolve(false))
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
