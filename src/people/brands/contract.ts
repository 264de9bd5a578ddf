import { z } from 'zod'
import { byId, endpoint, id, pageOf, paging, time } from '#platform/endpoint.ts'
import { colour, locale, name, slug, timeZone } from '../contract.ts'

const tag = 'Brands'

const inBoth = (length: number) =>
  z.object({ en: z.string().max(length).default(''), ja: z.string().max(length).default('') })

/** What a brand decides about its chat. */
export const chatSettings = z.object({
  /** Above an empty conversation; the desk's own words when empty. */
  greeting: inBoth(500).prefault({}),
  /** When name and mail address are asked for. */
  ask: z.enum(['before', 'after', 'never']).default('after'),
  /** Pages that may show the chat, as origins (https://shop.example); none: any. */
  allowedOrigins: z
    .array(z.url({ protocol: /^https?$/ }).max(200))
    .max(50)
    .default([]),
  takesFiles: z.boolean().default(true),
  hasSound: z.boolean().default(true),
  /** How long an answer may lie unread after the visitor has left before it goes by mail. */
  mailAfterSeconds: z.int().min(5).max(86_400).default(60),
})

export const certainties = ['careful', 'usual', 'bold'] as const

/** What a brand decides about the bot that answers from its published articles. Off until it is switched on. */
export const botSettings = z.object({
  answersChat: z.boolean().default(false),
  /** Also messages that come by the API from channels of the brand's own, such as a messenger. */
  answersMessengers: z.boolean().default(false),
  /** Under which name it speaks; the desk's own words when empty. */
  name: inBoth(60).prefault({}),
  /** What it begins with; the desk's own words when empty. */
  greeting: inBoth(500).prefault({}),
  /** Categories of articles offered as buttons, in this order; none: the first that hold something. */
  topics: z.array(id).max(6).default([]),
  /** Always, or only outside the chat's hours. */
  when: z.enum(['always', 'closed']).default('always'),
  /** How sure it must be to answer, or to ask back. */
  certainty: z.enum(certainties).default('usual'),
})

export type BotSettings = z.output<typeof botSettings>

/** What is filled into an acknowledgement, in double braces. `promise` is a sentence: by when a person answers, or that one will. */
export const acknowledgementPlaceholders = ['customer.name', 'brand', 'number', 'promise'] as const

/** What customers are told at once when they have written: that it has come, and by when a person answers. */
export const acknowledgement = z.object({
  /** Where it is said; in the chat only while no bot answers there. */
  channels: z.array(z.enum(['email', 'form', 'chat', 'api'])).default([]),
  /** While people are there; the desk's own words when empty. */
  open: inBoth(2_000).prefault({}),
  /** While nobody is there; as above when empty. */
  closed: inBoth(2_000).prefault({}),
  /** Names an article that is likely to help. */
  namesArticles: z.boolean().default(true),
})
export type Acknowledgement = z.output<typeof acknowledgement>

const helpDomain = z
  .string()
  .max(253)
  .regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+$/)

/** Every part has a default, so `brandSettings.parse({})` is a whole one. */
export const brandSettings = z.object({
  chat: chatSettings.prefault({}),
  bot: botSettings.prefault({}),
  acknowledgement: acknowledgement.prefault({}),
  /** Below every mail, per language. */
  mailFooter: inBoth(2_000).prefault({}),
  /** The help centre is also reached under this name (help.brand.example), which must lead to this desk. */
  helpDomain: helpDomain.nullable().default(null),
})
export type BrandSettings = z.output<typeof brandSettings>

export const brand = z.object({
  id,
  slug: z.string(),
  name: z.string(),
  locale,
  timeZone: z.string(),
  colour: z.string(),
  website: z.string().nullable(),
  /** Where everybody sees it, as a path of this desk. */
  logo: z.string().nullable(),
  settings: brandSettings,
  hasIdentitySecret: z.boolean(),
  isArchived: z.boolean(),
  createdAt: time,
})
export type Brand = z.output<typeof brand>

export const listBrands = endpoint({
  method: 'GET',
  path: '/api/brands',
  summary: {
    en: 'Your brands; admins see archived ones too',
    ja: '自分のブランドの一覧。管理者にはアーカイブ済みも含む',
  },
  tag,
  query: paging,
  reply: pageOf(brand),
})

export const getBrand = endpoint({
  method: 'GET',
  path: '/api/brands/{id}',
  summary: { en: 'One brand', ja: 'ブランドを取得する' },
  tag,
  params: byId,
  reply: brand,
})

const wish = z.object({
  name,
  locale,
  timeZone,
  /** Six hexadecimal digits; white text on it must be readable (WCAG 2.2, contrast 4.5 to 1). */
  colour,
  website: z
    .url({ protocol: /^https?$/ })
    .max(300)
    .nullable(),
  /** A part that is given replaces the part there. */
  settings: z
    .object({
      chat: chatSettings,
      bot: botSettings,
      acknowledgement,
      mailFooter: inBoth(2_000),
      helpDomain: helpDomain.nullable(),
    })
    .partial(),
})

export const createBrand = endpoint({
  method: 'POST',
  path: '/api/brands',
  summary: { en: 'Open a brand', ja: 'ブランドを作成する' },
  tag,
  role: 'admin',
  body: wish.partial().extend({ slug, name }),
  reply: brand,
})

export const changeBrand = endpoint({
  method: 'PATCH',
  path: '/api/brands/{id}',
  summary: {
    en: 'Change a brand; its slug stays, because pages and widgets out there name it',
    ja: 'ブランドを変更する。ページやウィジェットで使われているため、slugは変更できない',
  },
  tag,
  role: 'admin',
  params: byId,
  body: wish.partial(),
  reply: brand,
})

export const archiveBrand = endpoint({
  method: 'PUT',
  path: '/api/brands/{id}/archived',
  summary: {
    en: 'Archive a brand, or take it back; an archived one is out of sight and loses nothing',
    ja: 'ブランドをアーカイブする、または取り消す。アーカイブすると表示されなくなるが、データは失われない',
  },
  tag,
  role: 'admin',
  params: byId,
  body: z.object({ isArchived: z.boolean() }),
  reply: brand,
})

/** A logo is loaded by every page of the help centre. */
export const largestLogo = 256 * 1024

export const uploadLogo = endpoint({
  method: 'POST',
  path: '/api/brands/{id}/logo',
  summary: {
    en: 'Upload a brand’s logo: PNG, JPEG, WebP, or an SVG that is a drawing and nothing else',
    ja: 'ブランドのロゴをアップロードする。PNG、JPEG、WebP、または図形だけのSVG',
  },
  tag,
  role: 'admin',
  params: byId,
  takes: 'application/octet-stream',
  bodyLimit: largestLogo,
  reply: brand,
})

export const removeLogo = endpoint({
  method: 'DELETE',
  path: '/api/brands/{id}/logo',
  summary: { en: 'Remove a brand’s logo', ja: 'ブランドのロゴを外す' },
  tag,
  role: 'admin',
  params: byId,
  reply: brand,
})

export const getLogo = endpoint({
  method: 'GET',
  path: '/brand-logos/{id}',
  summary: { en: 'A brand’s logo itself, for everybody', ja: 'ブランドのロゴ画像。誰でも見られる' },
  tag,
  open: true,
  params: byId,
  query: z.object({ v: z.string().max(64).optional() }),
  gives: 'image/png',
  reply: z.unknown(),
})

export const rotateIdentitySecret = endpoint({
  method: 'POST',
  path: '/api/brands/{id}/identity-secret',
  summary: {
    en: 'Make a new key by which the shop vouches for its signed-in shoppers; shown this once, the old one ends',
    ja: 'ログイン中のお客様をショップが証明するための鍵を作り直す。表示されるのはこの応答だけで、以前の鍵は使えなくなる',
  },
  tag,
  role: 'admin',
  params: byId,
  answersSecret: true,
  reply: z.object({ secret: z.string() }),
})
