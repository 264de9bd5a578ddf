import { randomBytes } from 'node:crypto'
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { m } from '#texts'
import { CannotStart } from './cannot-start.ts'
import { settleDataFolder } from './embedded-postgres/data-folder.ts'
import type { Locale } from './locale.ts'
import { defaultMailHostname, type SettingName, settings } from './settings.ts'

type Values = { [Name in SettingName]: (typeof settings)[Name]['schema']['_output'] }

/** The operator's settings, read once, checked and in the program's own units. */
export type Config = {
  port: number
  host: string
  /** Without a slash at its end. */
  publicUrl: string
  trustProxy: boolean | number | string
  dataDir: string
  isDefaultDataDir: boolean
  /** Undefined: the embedded PostgreSQL. */
  databaseUrl: string | undefined
  databasePoolSize: number
  workerConcurrency: number
  /** 0: no SMTP server. */
  smtpPort: number
  smtpHost: string
  smtpTls: { keyFile: string; certFile: string } | undefined
  mailHostname: string
  mailRelayUrl: string | undefined
  mailFrom: string | undefined
  maxMailBytes: number
  maxUploadBytes: number
  allowPrivateAddresses: boolean
  /** An endpoint that speaks as OpenAI's does, and what is asked of it; undefined: nothing is. */
  models:
    | { url: string; key: string | undefined; embedding: string | undefined; language: string | undefined }
    | undefined
  logLevel: 'error' | 'warn' | 'info' | 'debug' | 'silent'
  /** Undefined: the one kept in the data folder; `settle` fills it in. */
  secret: string | undefined
}

/** Reads the environment; what is wrong is said all at once. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const wrong: ((locale: Locale) => string)[] = []
  const read = <Name extends SettingName>(name: Name): Values[Name] => {
    const { schema, isSecret, expected, default: fallback } = settings[name]
    const given = env[name]?.trim() || fallback
    const parsed = schema.safeParse(given)
    if (!parsed.success) {
      const value = isSecret ? '…' : given
      wrong.push((locale) =>
        m.platform_setting_wrong({ name, value, expected: expected(locale) }, { locale }),
      )
    }
    return parsed.data as Values[Name]
  }
  const [keyFile, certFile] = [read('SMTP_TLS_KEY'), read('SMTP_TLS_CERT')]
  if (!keyFile !== !certFile) wrong.push((locale) => m.platform_setting_tls_needs_both({}, { locale }))
  const dataDir = read('ENGAWA_DATA')
  const port = read('PORT')
  const config: Config = {
    port,
    host: read('HOST'),
    publicUrl: (read('PUBLIC_URL') || `http://localhost:${port}`).replace(/\/+$/, ''),
    trustProxy: read('TRUST_PROXY'),
    dataDir: dataDir ? resolve(dataDir) : defaultDataDir,
    isDefaultDataDir: !dataDir,
    databaseUrl: read('DATABASE_URL') || undefined,
    databasePoolSize: read('DB_POOL_SIZE'),
    workerConcurrency: read('WORKER_CONCURRENCY'),
    smtpPort: read('SMTP_PORT'),
    smtpHost: read('SMTP_HOST'),
    smtpTls: keyFile && certFile ? { keyFile: resolve(keyFile), certFile: resolve(certFile) } : undefined,
    mailHostname: read('MAIL_HOSTNAME') || defaultMailHostname(),
    mailRelayUrl: read('MAIL_RELAY_URL') || undefined,
    mailFrom: read('MAIL_FROM') || undefined,
    maxMailBytes: read('MAX_MAIL_MB') * 1024 ** 2,
    maxUploadBytes: read('MAX_UPLOAD_MB') * 1024 ** 2,
    allowPrivateAddresses: read('ALLOW_PRIVATE_ADDRESSES'),
    models: modelsOf(read('MODELS_URL'), read('MODELS_KEY'), read('EMBEDDING_MODEL'), read('LANGUAGE_MODEL')),
    logLevel: read('LOG_LEVEL'),
    secret: read('ENGAWA_SECRET') || undefined,
  }
  const hasModel = read('EMBEDDING_MODEL') !== '' || read('LANGUAGE_MODEL') !== ''
  if (hasModel !== (config.models !== undefined))
    wrong.push((locale) => m.platform_setting_models_need_both({}, { locale }))
  if (wrong.length > 0) throw new CannotStart((locale) => wrong.map((line) => line(locale)).join('\n'))
  return config
}

const modelsOf = (url: string, key: string, embedding: string, language: string): Config['models'] =>
  url === ''
    ? undefined
    : { url, key: key || undefined, embedding: embedding || undefined, language: language || undefined }

const defaultDataDir = fileURLToPath(new URL('../../data', import.meta.url))

/** The settings once the data folder is there and holds the key for secrets at rest. */
export type SettledConfig = Config & { secret: string }

/** Makes the data folder, elsewhere if the default one cannot be used, and the key in it. To be done before anything else. */
export function settle(config: Config, say: (line: string) => void): SettledConfig {
  const { dataDir: wanted, isDefaultDataDir: isDefault, databaseUrl } = config
  const dataDir = settleDataFolder({ dataDir: wanted, isDefault, isEmbedded: databaseUrl === undefined }, say)
  return { ...config, dataDir, secret: config.secret ?? keptSecret(dataDir) }
}

function keptSecret(dataDir: string): string {
  const file = join(dataDir, 'secret')
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flush: true })
  try {
    // A link is made whole or not at all, and never over one that another process made.
    linkSync(draft, file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    rmSync(draft)
  }
  return readFileSync(file, 'utf8').trim()
}
