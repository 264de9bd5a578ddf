import { z } from 'zod'
import { byId, endpoint, id, nothing, pageOf, time } from '#platform/endpoint.ts'
import { asMistake } from '#platform/mistake-words.ts'

const tag = 'Your account'

export const role = z.enum(['admin', 'supervisor', 'agent', 'read_only'])
export const scope = z.enum(['read', 'write', 'admin'])
export const locale = z.enum(['en', 'ja'])
export const theme = z.enum(['system', 'light', 'dark'])

/** An IANA zone, such as Asia/Tokyo. */
export const timeZone = z.string().max(60).refine(isTimeZone, asMistake('no_such_time_zone'))
export const email = z.email().max(254).toLowerCase()
export const name = z.string().trim().min(1).max(200)
/** NIST SP 800-63B: length decides, no rules about kinds of characters. */
export const newPassword = z.string().min(10).max(200)
export const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/)
export const colour = z.string().regex(/^#[0-9a-f]{6}$/)

export const getSetup = endpoint({
  method: 'GET',
  path: '/api/setup',
  summary: { en: 'Whether this desk has been set up', ja: '初期設定が済んでいるかどうか' },
  tag: 'Set-up',
  open: true,
  reply: z.object({ isSetUp: z.boolean(), organisation: z.string().nullable(), locale: locale.nullable() }),
})

export const setUp = endpoint({
  method: 'POST',
  path: '/api/setup',
  summary: {
    en: 'Set the desk up (once): organisation, first brand, first admin, who is then signed in',
    ja: '初期設定を行う（一度だけ）。組織、最初のブランド、最初の管理者を登録し、その管理者としてログインする',
  },
  tag: 'Set-up',
  open: true,
  body: z.object({
    organisation: name,
    locale: locale.default('ja'),
    timeZone: timeZone.default('Asia/Tokyo'),
    brand: z.object({ slug, name, locale: locale.default('ja') }),
    admin: z.object({ email, name, password: newPassword }),
  }),
  reply: z.object({ brandId: id, staffId: id }),
})

export const signIn = endpoint({
  method: 'POST',
  path: '/api/sign-in',
  summary: {
    en: 'Sign in with a password; the session is a cookie',
    ja: 'パスワードでログインする。セッションはCookieで保持される',
  },
  tag,
  open: true,
  body: z.object({
    email: z.string().max(254),
    password: z.string().max(200),
    /** The six digits of the authenticator app, or one of the recovery codes. */
    code: z.string().max(40).optional(),
  }),
  /** `needsTotp`: the password is right; send it again together with `code`. */
  reply: z.object({ needsTotp: z.boolean() }),
})

export const signOut = endpoint({
  method: 'POST',
  path: '/api/sign-out',
  summary: { en: 'Sign out here, or everywhere', ja: 'ログアウトする。この端末のみ、またはすべての端末' },
  tag,
  open: true,
  body: z.object({ everywhere: z.boolean().default(false) }),
  reply: nothing,
})

export const me = z.object({
  id,
  name: z.string(),
  email: z.string(),
  role,
  locale,
  timeZone: z.string(),
  theme,
  signature: z.object({ en: z.string(), ja: z.string() }),
  /** What the screens remember for this person. */
  settings: z.record(z.string(), z.unknown()),
  /** Away people are given nothing by rules. */
  isAway: z.boolean(),
  hasTotp: z.boolean(),
  recoveryCodesLeft: z.number().int(),
  organisation: z.object({ name: z.string(), locale }),
  brands: z.array(
    z.object({ id, slug: z.string(), name: z.string(), colour: z.string(), locale, timeZone: z.string() }),
  ),
  teams: z.array(z.object({ id, name: z.string() })),
})
export type Me = z.infer<typeof me>

export const getMe = endpoint({
  method: 'GET',
  path: '/api/me',
  summary: {
    en: 'Who is calling, with brands, teams and settings',
    ja: '呼び出した人の情報（ブランド、チーム、設定を含む）',
  },
  tag,
  reply: me,
})

export const changeMe = endpoint({
  method: 'PATCH',
  path: '/api/me',
  summary: {
    en: 'Change your own name, language, time zone, theme, signature or settings',
    ja: '自分の名前、言語、タイムゾーン、テーマ、署名、設定を変更する',
  },
  tag,
  role: 'read_only',
  body: z.object({
    name: name.optional(),
    locale: locale.optional(),
    timeZone: timeZone.optional(),
    theme: theme.optional(),
    signature: z
      .object({ en: z.string().max(5_000), ja: z.string().max(5_000) })
      .partial()
      .optional(),
    /** Merged with what is there; a null removes. */
    settings: z.record(z.string().max(100), z.unknown()).optional(),
  }),
  reply: me,
})

export const changePassword = endpoint({
  method: 'PUT',
  path: '/api/me/password',
  summary: {
    en: 'Change your password; every other session ends',
    ja: '自分のパスワードを変更する。ほかのセッションはすべて終了する',
  },
  tag,
  role: 'read_only',
  body: z.object({ current: z.string().max(200), password: newPassword }),
  reply: nothing,
})

export const beginTotp = endpoint({
  method: 'POST',
  path: '/api/me/totp',
  summary: {
    en: 'Begin two-step sign-in: a secret for the authenticator app, not yet in force',
    ja: '二段階認証の設定を始める。認証アプリ用の鍵を返す（まだ有効にはならない）',
  },
  tag,
  role: 'read_only',
  body: z.object({ password: z.string().max(200) }),
  answersSecret: true,
  reply: z.object({ secret: z.string(), uri: z.string(), qrSvg: z.string() }),
})

export const confirmTotp = endpoint({
  method: 'POST',
  path: '/api/me/totp/confirm',
  summary: {
    en: 'Put two-step sign-in in force; the recovery codes are shown this once',
    ja: '二段階認証を有効にする。回復コードが表示されるのはこの応答だけ',
  },
  tag,
  role: 'read_only',
  body: z.object({ code: z.string().max(40) }),
  answersSecret: true,
  reply: z.object({ recoveryCodes: z.array(z.string()) }),
})

export const disableTotp = endpoint({
  method: 'POST',
  path: '/api/me/totp/disable',
  summary: { en: 'End two-step sign-in', ja: '二段階認証を解除する' },
  tag,
  role: 'read_only',
  body: z.object({ password: z.string().max(200) }),
  reply: nothing,
})

export const renewRecoveryCodes = endpoint({
  method: 'POST',
  path: '/api/me/recovery-codes',
  summary: {
    en: 'Make new recovery codes; the old ones end',
    ja: '回復コードを作り直す。以前のコードは使えなくなる',
  },
  tag,
  role: 'read_only',
  body: z.object({ password: z.string().max(200) }),
  answersSecret: true,
  reply: z.object({ recoveryCodes: z.array(z.string()) }),
})

export const session = z.object({
  id,
  /** In the reader's language: Chrome on Windows. */
  device: z.string(),
  ip: z.string(),
  isCurrent: z.boolean(),
  createdAt: time,
  lastSeenAt: time,
})

export const listSessions = endpoint({
  method: 'GET',
  path: '/api/sessions',
  summary: { en: 'Where you are signed in', ja: '自分がログイン中の端末の一覧' },
  tag,
  reply: pageOf(session),
})

export const endSession = endpoint({
  method: 'DELETE',
  path: '/api/sessions/{id}',
  summary: { en: 'Sign out one of your sessions', ja: '自分のセッションを1つ終了する' },
  tag,
  role: 'read_only',
  params: byId,
  reply: nothing,
})

const byToken = z.object({ token: z.string().min(20).max(200) })

export const getInvitation = endpoint({
  method: 'GET',
  path: '/api/invitations/{token}',
  summary: { en: 'What an invitation says', ja: '招待の内容' },
  tag,
  open: true,
  params: byToken,
  reply: z.object({ email: z.string(), name: z.string(), organisation: z.string(), locale }),
})

export const acceptInvitation = endpoint({
  method: 'POST',
  path: '/api/invitations/{token}',
  summary: {
    en: 'Accept an invitation with a password; you are then signed in',
    ja: 'パスワードを決めて招待を受け、ログインする',
  },
  tag,
  open: true,
  params: byToken,
  body: z.object({
    name,
    password: newPassword,
    locale: locale.optional(),
    timeZone: timeZone.optional(),
  }),
  reply: nothing,
})

export const askForReset = endpoint({
  method: 'POST',
  path: '/api/password-resets',
  summary: {
    en: 'Ask for a mail with a link to set a new password; the answer never tells whether the account exists',
    ja: 'パスワード再設定用のリンクをメールで受け取る。アカウントがあるかどうかは応答からはわからない',
  },
  tag,
  open: true,
  body: z.object({ email: z.string().max(254) }),
  reply: nothing,
})

export const resetPassword = endpoint({
  method: 'POST',
  path: '/api/password-resets/{token}',
  summary: {
    en: 'Set a new password by a link from a mail; every session ends',
    ja: 'メールのリンクから新しいパスワードを設定する。すべてのセッションが終了する',
  },
  tag,
  open: true,
  params: byToken,
  body: z.object({ password: newPassword }),
  reply: nothing,
})

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}
