import { createPrivateKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * A certificate of our own for STARTTLS where none is configured: mail servers encrypt without asking who it is (RFC 7435). Made at the
 * first start and kept in the folder.
 */
export function ownCertificate(folder: string, hostname: string): { key: string; cert: string } {
  const file = join(folder, 'smtp-certificate.pem')
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true })
    const draft = `${file}.${process.pid}`
    writeFileSync(draft, makeSelfSigned(hostname), { mode: 0o600, flush: true })
    renameSync(draft, file)
  }
  const both = readFileSync(file, 'utf8')
  return { key: both, cert: both }
}

/** Key and certificate as one PEM text; X.509 v3 (RFC 5280) with an elliptic key. */
export function makeSelfSigned(hostname: string, days = 3_650): string {
  const { privateKey, publicKey } = generateKeyPairSync('ec', {
    namedCurve: 'prime256v1',
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'))
  const name = sequence(set(sequence(oid('550403'), der(0x0c, Buffer.from(hostname.slice(0, 64))))))
  const now = Date.now()
  const validity = sequence(time(now - 86_400_000), time(now + days * 86_400_000))
  const alternative = sequence(oid('551d11'), der(0x04, sequence(der(0x82, Buffer.from(hostname, 'latin1')))))
  const toSign = sequence(
    der(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([0x40]), randomBytes(15)])),
    ecdsaWithSha256,
    name,
    validity,
    name,
    publicKey,
    der(0xa3, sequence(alternative)),
  )
  const signature = sign('sha256', toSign, createPrivateKey(privateKey))
  const certificate = sequence(
    toSign,
    ecdsaWithSha256,
    der(0x03, Buffer.concat([Buffer.from([0]), signature])),
  )
  const body = certificate.toString('base64').replaceAll(/.{64}/g, '$&\n').trim()
  return `${privateKey.trim()}\n-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`
}

function der(tag: number, content: Buffer): Buffer {
  if (content.length < 128) return Buffer.concat([Buffer.from([tag, content.length]), content])
  const length = Buffer.from([content.length >> 8, content.length & 255]).subarray(
    content.length < 256 ? 1 : 0,
  )
  return Buffer.concat([Buffer.from([tag, 0x80 | length.length]), length, content])
}

const sequence = (...parts: Buffer[]) => der(0x30, Buffer.concat(parts))
const set = (...parts: Buffer[]) => der(0x31, Buffer.concat(parts))
const integer = (bytes: Buffer) => der(0x02, bytes)
const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'))

/** GeneralizedTime is for 2050 and later only (RFC 5280 §4.1.2.5). */
function time(at: number): Buffer {
  const digits = new Date(at).toISOString().replaceAll(/\D/g, '').slice(0, 14)
  return digits < '2050'
    ? der(0x17, Buffer.from(`${digits.slice(2)}Z`))
    : der(0x18, Buffer.from(`${digits}Z`))
}
