import { hostname } from 'node:os'
import { z } from 'zod'
import { m } from '#texts'
import type { Locale } from './locale.ts'

type Words = (locale: Locale) => string
type Kind<T> = { schema: z.ZodType<T, string>; expected: Words }
export type Setting<T = unknown> = Kind<T> & { default: string; meaning: Words; isSecret: boolean }

const yes = ['on', 'true', 'yes', '1']
const no = ['off', 'false', 'no', '0']

/** Everything an operator can set, by environment variable. docs/operating/settings.md and `doctor` are made from this table. */
export const settings = {
  PORT: setting('3000', number(1, 65_535), m.platform_setting_port),
  HOST: setting('localhost', text(), m.platform_setting_host),
  PUBLIC_URL: setting('', url('http', 'https'), m.platform_setting_public_url),
  TRUST_PROXY: setting('off', proxies(), m.platform_setting_trust_proxy),
  ENGAWA_DATA: setting('', text(), m.platform_setting_data),
  ENGAWA_SECRET: setting('', text(16), m.platform_setting_secret, { isSecret: true }),
  DATABASE_URL: setting('', url('postgres', 'postgresql'), m.platform_setting_database_url, {
    isSecret: true,
  }),
  DB_POOL_SIZE: setting('10', number(2, 500), m.platform_setting_pool_size),
  WORKER_CONCURRENCY: setting('4', number(1, 100), m.platform_setting_worker_concurrency),
  SMTP_PORT: setting('2525', portOrOff(), m.platform_setting_smtp_port),
  SMTP_HOST: setting('localhost', text(), m.platform_setting_smtp_host),
  SMTP_TLS_KEY: setting('', text(), m.platform_setting_smtp_tls_key),
  SMTP_TLS_CERT: setting('', text(), m.platform_setting_smtp_tls_cert),
  MAIL_HOSTNAME: setting('', text(), m.platform_setting_mail_hostname),
  MAIL_RELAY_URL: setting('', url('smtp', 'smtps'), m.platform_setting_mail_relay_url, { isSecret: true }),
  MAIL_FROM: setting('', text(), m.platform_setting_mail_from),
  MAX_MAIL_MB: setting('50', number(1, 500), m.platform_setting_max_mail),
  MAX_UPLOAD_MB: setting('25', number(1, 500), m.platform_setting_max_upload),
  ALLOW_PRIVATE_ADDRESSES: setting('off', onOff(), m.platform_setting_private_addresses),
  MODELS_URL: setting('', url('http', 'https'), m.platform_setting_models_url),
  MODELS_KEY: setting('', text(), m.platform_setting_models_key, { isSecret: true }),
  EMBEDDING_MODEL: setting('', text(), m.platform_setting_embedding_model),
  LANGUAGE_MODEL: setting('', text(), m.platform_setting_language_model),
  LOG_LEVEL: setting(
    'info',
    choice(['error', 'warn', 'info', 'debug', 'silent']),
    m.platform_setting_log_level,
  ),
}

export type SettingName = keyof typeof settings

/** What stands in the column "default" for those that are computed. */
export const computedDefaults: Partial<Record<SettingName, string>> = {
  ENGAWA_DATA: './data',
  PUBLIC_URL: 'http://localhost:PORT',
  MAIL_HOSTNAME: 'hostname',
}

export const defaultMailHostname = () => hostname()

type Message = (inputs: Record<string, never>, options: { locale: Locale }) => string

function setting<T>(
  fallback: string,
  kind: Kind<T>,
  meaning: Message,
  { isSecret = false } = {},
): Setting<T> {
  return { ...kind, default: fallback, meaning: (locale) => meaning({}, { locale }), isSecret }
}

function number(from: number, to: number): Kind<number> {
  return {
    schema: z.string().regex(/^\d+$/).transform(Number).pipe(z.number().min(from).max(to)),
    expected: (locale) => m.platform_setting_expects_number({ from, to }, { locale }),
  }
}

/** Zero means off. */
function portOrOff(): Kind<number> {
  const { schema } = number(0, 65_535)
  return {
    schema: z
      .string()
      .transform((value) => (value === 'off' ? '0' : value))
      .pipe(schema),
    expected: (locale) => m.platform_setting_expects_port_or_off({}, { locale }),
  }
}

function onOff(): Kind<boolean> {
  return {
    schema: z
      .string()
      .toLowerCase()
      .pipe(z.enum([...yes, ...no]))
      .transform((value) => yes.includes(value)),
    expected: (locale) => m.platform_setting_expects_choice({ list: 'on, off' }, { locale }),
  }
}

/** on, off, how many proxies stand before us, or their addresses. */
function proxies(): Kind<boolean | number | string> {
  return {
    schema: z
      .string()
      .regex(/^(on|off|true|false|yes|no|\d{1,2}|[\d.:a-fA-F/]+(\s*,\s*[\d.:a-fA-F/]+)*)$/)
      .transform((value) => {
        if (/^\d+$/.test(value)) return value === '0' ? false : Number(value)
        return yes.includes(value) ? true : no.includes(value) ? false : value
      }),
    expected: (locale) => m.platform_setting_expects_proxies({}, { locale }),
  }
}

function url(...protocols: string[]): Kind<string> {
  const isFit = (value: string) =>
    URL.canParse(value) && protocols.includes(new URL(value).protocol.slice(0, -1))
  return {
    schema: z.string().refine((value) => value === '' || isFit(value)),
    expected: (locale) =>
      m.platform_setting_expects_url({ list: protocols.map((one) => `${one}://`).join(', ') }, { locale }),
  }
}

function choice<const T extends string>(list: readonly T[]): Kind<T> {
  return {
    schema: z.enum(list) as z.ZodType<T, string>,
    expected: (locale) => m.platform_setting_expects_choice({ list: list.join(', ') }, { locale }),
  }
}

function text(length = 0): Kind<string> {
  return {
    schema: z.string().refine((value) => value === '' || value.length >= length),
    expected: (locale) => m.platform_setting_expects_text({ length }, { locale }),
  }
}
