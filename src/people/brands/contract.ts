import { z } from 'zod'
import { byId, endpoint, id, pageOf, paging, time } from '#platform/endpoint.ts'
import { colour, locale, name, slug, timeZone } from '../contract.ts'

const tag = 'Brands'

const inBoth = (length: number) =>
  z.object({ en: z.string().max(length).default(''), ja: z.string().max(length).default('') })

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/)

/** What a brand decides about its pages and its chat. Every part has a default, so `brandSettings.parse({})` is a whole one. */
export const brandSettings = z.object({
  /** First words of the chat; empty: ours. */
  greeting: inBoth(500).prefault({}),
  /** Shown when nobody is there; empty: ours. */
  awayNotice: inBoth(500).prefault({}),
  /** When somebody is there, by the brand's time zone; none: always. 1 is Monday (ISO 8601). */
  hours: z
    .array(z.object({ day: z.number().int().min(1).max(7), from: clock, to: clock }))
    .max(50)
    .default([]),
  /** When the chat asks for name and mail address. */
  asksWho: z.enum(['before', 'after', 'never']).default('after'),
  /** Sites that may embed chat and form, as origins (https://shop.example); none: every site. */
  origins: z.array(z.url().max(200)).max(50).default([]),
  /** Below every mail, per language. */
  mailFooter: inBoth(2_000).prefault({}),
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
  settings: brandSettings,
  hasIdentitySecret: z.boolean(),
  isArchived: z.boolean(),
  createdAt: time,
})
export type Brand = z.output<typeof brand>

export const listBrands = endpoint({
  method: 'GET',
  path: '/api/brands',
  summary: 'Your brands; admins see archived ones too',
  tag,
  query: paging,
  reply: pageOf(brand),
})

export const getBrand = endpoint({
  method: 'GET',
  path: '/api/brands/{id}',
  summary: 'One brand',
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
  /** Parts that are given replace the parts there. */
  settings: z
    .object({
      greeting: inBoth(500),
      awayNotice: inBoth(500),
      hours: brandSettings.shape.hours.unwrap(),
      asksWho: brandSettings.shape.asksWho.unwrap(),
      origins: brandSettings.shape.origins.unwrap(),
      mailFooter: inBoth(2_000),
    })
    .partial(),
})

export const createBrand = endpoint({
  method: 'POST',
  path: '/api/brands',
  summary: 'Open a brand',
  tag,
  role: 'admin',
  body: wish.partial().extend({ slug, name }),
  reply: brand,
})

export const changeBrand = endpoint({
  method: 'PATCH',
  path: '/api/brands/{id}',
  summary: 'Change a brand; its slug stays, because pages and widgets out there name it',
  tag,
  role: 'admin',
  params: byId,
  body: wish.partial(),
  reply: brand,
})

export const archiveBrand = endpoint({
  method: 'PUT',
  path: '/api/brands/{id}/archived',
  summary: 'Archive a brand, or take it back; an archived one is out of sight and loses nothing',
  tag,
  role: 'admin',
  params: byId,
  body: z.object({ isArchived: z.boolean() }),
  reply: brand,
})

export const rotateIdentitySecret = endpoint({
  method: 'POST',
  path: '/api/brands/{id}/identity-secret',
  summary:
    'Make a new key by which the shop vouches for its signed-in shoppers; shown this once, the old one ends',
  tag,
  role: 'admin',
  params: byId,
  reply: z.object({ secret: z.string() }),
})
