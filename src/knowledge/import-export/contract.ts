import { z } from 'zod'
import { endpoint, id } from '#platform/endpoint.ts'

const tag = 'Articles'
export const format = z.enum(['markdown', 'csv', 'zendesk'])
export type Format = z.infer<typeof format>

/** Markdown: one file for each language of an article. CSV and Zendesk: one or more files of many. */
export const textFile = z.object({ name: z.string().min(1).max(500), text: z.string().max(32_000_000) })
export type TextFile = z.infer<typeof textFile>

/** Where something is wrong, or was left out: the file, and in it the row (CSV), line or article. */
export const importRemark = z.object({
  file: z.string(),
  row: z.number().int().nullable(),
  field: z.string().nullable(),
  code: z.string(),
  message: z.string(),
})

export const importArticles = endpoint({
  method: 'POST',
  path: '/api/article-imports',
  summary: {
    en: 'Import articles from Markdown files, CSV or a Zendesk help centre; all of them or, with a mistake anywhere, none',
    ja: 'Markdown、CSV、Zendeskのヘルプセンターから記事を取り込む。誤りが1つでもあれば何も取り込まれない',
  },
  tag,
  role: 'supervisor',
  body: z.object({
    brandId: id,
    format,
    files: z.array(textFile).min(1).max(12_000),
    /** Lets readers see what is taken in at once; otherwise all are drafts. */
    publishes: z.boolean().default(false),
    /** Says what would happen, and does nothing. */
    isTrial: z.boolean().default(false),
  }),
  bodyLimit: 64 * 1024 * 1024,
  reply: z.object({
    created: z.number().int(),
    changed: z.number().int(),
    unchanged: z.number().int(),
    remarks: z.array(importRemark),
  }),
})

export const exportArticles = endpoint({
  method: 'GET',
  path: '/api/article-exports',
  summary: {
    en: 'Export all articles of a brand with their drafts, so that the same import takes them in again',
    ja: 'ブランドの記事を下書きを含めてすべて書き出す。同じ形式で再び取り込める',
  },
  tag,
  role: 'supervisor',
  query: z.object({ brandId: id, format }),
  reply: z.object({ files: z.array(textFile) }),
})
