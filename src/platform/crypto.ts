import {
  argon2,
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import { promisify } from 'node:util'

/** An unguessable token (256 bits) for whoever holds it: sessions, keys, links. Store only its hash. */
export function newToken(prefix = ''): string {
  return prefix + randomBytes(32).toString('base64url')
}

export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}

export function sha256(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex')
}

export function hmac(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('hex')
}

export function sameSecret(a: string, b: string): boolean {
  const left = createHash('sha256').update(a).digest()
  return timingSafeEqual(left, createHash('sha256').update(b).digest())
}

// OWASP Password Storage: argon2id with 19 MiB, 2 passes, 1 lane.
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 }
const derive = promisify(argon2)

export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16)
  const tag = await derive('argon2id', { ...cost, message: Buffer.from(password.normalize('NFKC')), nonce })
  return `argon2id$${cost.memory}$${cost.passes}$${nonce.toString('base64url')}$${tag.toString('base64url')}`
}

export async function isPassword(password: string, stored: string): Promise<boolean> {
  const [, memory, passes, nonce = '', tag = ''] = stored.split('$')
  const found = await derive('argon2id', {
    ...cost,
    memory: Number(memory),
    passes: Number(passes),
    message: Buffer.from(password.normalize('NFKC')),
    nonce: Buffer.from(nonce, 'base64url'),
  })
  return timingSafeEqual(found, Buffer.from(tag, 'base64url'))
}

/** Keeps secrets at rest with a key derived from the operator's (AES-256-GCM). */
export type Vault = {
  lock(plain: string): string
  unlock(locked: string): string
  sign(text: string): string
}

export function openVault(operatorSecret: string): Vault {
  const key = Buffer.from(hkdfSync('sha256', operatorSecret, '', 'engawa secrets at rest', 32))
  const signingKey = Buffer.from(hkdfSync('sha256', operatorSecret, '', 'engawa signed tokens', 32))
  return {
    lock(plain) {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, iv)
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')
    },
    unlock(locked) {
      const bytes = Buffer.from(locked, 'base64url')
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAuthTag(
        bytes.subarray(12, 28),
      )
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
    },
    sign: (text) => createHmac('sha256', signingKey).update(text).digest('base64url'),
  }
}
