import { z } from 'zod'
import { fieldWish } from '#customers/fields/contract.ts'
import { byId, endpoint, id, nothing, pageOf, paging, time } from '#platform/endpoint.ts'
import { changes } from '../bulk/contract.ts'

const tag = 'Templates'

/** What a template does besides saying something. It is done when the reply is sent, never when the text is put in. */
export const macroAction = z.discriminatedUnion('kind', [
  /** To whoever sends the reply. */
  z.object({ kind: z.literal('take') }),
  changes.assign,
  changes.team,
  changes.status,
  changes.priority,
  changes.reason,
  changes.tag,
  z.object({ kind: z.literal('fields'), fields: fieldWish }),
  z.object({ kind: z.literal('note'), text: z.string().trim().min(1).max(5_000) }),
])
export type MacroAction = z.infer<typeof macroAction>
export const macroActions = z.array(macroAction).max(10)

const twin = z.enum(['en', 'ja'])

export const template = z.object({
  id,
  brandId: id,
  name: z.string(),
  /** A path such as "Delivery / Late"; '' where it lies in none. */
  folder: z.string(),
  shortcut: z.string().nullable(),
  /** Further words by which it is found, such as readings. */
  keywords: z.string(),
  /** The same text twice; the conversation's language chooses. */
  textEn: z.string(),
  textJa: z.string(),
  /** Done with the reply, in this order. */
  actions: z.array(macroAction),
  /** The twin that nobody has looked at since the other one changed, and since when. */
  staleTwin: twin.nullable(),
  staleSince: time.nullable(),
  used: z.number().int(),
  lastUsedAt: time.nullable(),
})
export type Template = z.infer<typeof template>

const folder = z
  .string()
  .max(100)
  .transform((path) =>
    path
      .split('/')
      .map((part) => part.trim().replaceAll(/\s+/g, ' '))
      .filter((part) => part !== '')
      .join(' / '),
  )

const templateBody = z.object({
  name: z.string().trim().min(1).max(100),
  folder,
  shortcut: z
    .string()
    .trim()
    .regex(/^[\p{L}\p{N}_-]{1,40}$/u)
    .nullable(),
  keywords: z.string().trim().max(300),
  textEn: z.string().max(50_000),
  textJa: z.string().max(50_000),
  actions: macroActions,
})

export const listTemplates = endpoint({
  method: 'GET',
  path: '/api/templates',
  summary: { en: 'Templates, the most used first', ja: 'テンプレートの一覧（よく使う順）' },
  tag,
  query: z.object({
    brandId: id.optional(),
    q: z.string().max(100).optional(),
    /** A folder with everything in it. */
    folder: z.string().max(100).optional(),
    ...paging.shape,
  }),
  reply: pageOf(template),
})

export const createTemplate = endpoint({
  method: 'POST',
  path: '/api/templates',
  summary: { en: 'Make a template', ja: 'テンプレートを作成する' },
  tag,
  body: z.object({
    brandId: id,
    ...templateBody.shape,
    folder: folder.default(''),
    shortcut: templateBody.shape.shortcut.default(null),
    keywords: templateBody.shape.keywords.default(''),
    textEn: templateBody.shape.textEn.default(''),
    textJa: templateBody.shape.textJa.default(''),
    actions: macroActions.default([]),
  }),
  reply: template,
})

export const changeTemplate = endpoint({
  method: 'PATCH',
  path: '/api/templates/{id}',
  summary: {
    en: 'Change a template; the twin that is left as it was is marked until somebody looks at it',
    ja: 'テンプレートを変更する。片方の言語だけを変更すると、もう片方に「要確認」の印が付く',
  },
  tag,
  params: byId,
  body: templateBody.partial(),
  reply: template,
})

export const checkTwin = endpoint({
  method: 'POST',
  path: '/api/templates/{id}/twin-check',
  summary: {
    en: 'Say that the marked twin has been looked at and is right as it stands',
    ja: '「要確認」の文面を確認し、変更の必要がないことを記録する',
  },
  tag,
  params: byId,
  reply: template,
})

export const deleteTemplate = endpoint({
  method: 'DELETE',
  path: '/api/templates/{id}',
  summary: { en: 'Delete a template', ja: 'テンプレートを削除する' },
  tag,
  params: byId,
  reply: nothing,
})

/** What is known for a placeholder. Words may differ by language; moments, days and amounts are written by it. */
const words = z.object({ en: z.string(), ja: z.string() })
const value = z.discriminatedUnion('kind', [
  words.extend({ kind: z.literal('text') }),
  z.object({ kind: z.literal('time'), at: z.string(), zone: words }),
  z.object({ kind: z.literal('day'), at: z.string() }),
  z.object({ kind: z.literal('money'), minor: z.number().int(), currency: z.string() }),
])

export const getFilling = endpoint({
  method: 'GET',
  path: '/api/conversations/{id}/template-values',
  summary: {
    en: 'What templates are filled with in a conversation, and on whose clock; what is not known is left out',
    ja: 'このお問い合わせでテンプレートに入る値とタイムゾーン。不明なものは含まない',
  },
  tag,
  params: byId,
  reply: z.object({ timeZone: z.string(), values: z.record(z.string(), value) }),
})

export const getFirstFilling = endpoint({
  method: 'GET',
  path: '/api/template-values',
  summary: {
    en: 'What templates are filled with in a first mail, where there is no conversation yet',
    ja: 'お問い合わせがまだない新規メールで、テンプレートに入る値',
  },
  tag,
  query: z.object({
    brandId: id,
    /** Empty: the mail goes to an address without a name. Left out: it is not known yet to whom. */
    customerName: z.string().max(200).optional(),
  }),
  reply: getFilling.reply,
})

export const getLanguages = endpoint({
  method: 'GET',
  path: '/api/conversations/{id}/languages',
  summary: {
    en: 'In which language to write, by which evidence, and whether an answer in both is safer',
    ja: 'どの言語で書くか、その根拠、日英併記が望ましいかどうか',
  },
  tag: 'Writing',
  params: byId,
  reply: z.object({
    /** What the customer said, or staff wrote down. */
    preferred: twin.nullable(),
    order: z.tuple([twin, twin]),
    because: z.enum(['preferred', 'wrote', 'page', 'country', 'phone', 'address', 'brand']),
    /** Nothing tells it, or what there is tells two things. */
    isUnknown: z.boolean(),
  }),
})
