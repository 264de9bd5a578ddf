import { z } from 'zod'
import { byId, endpoint, id, pageOf, paging, time } from '#platform/endpoint.ts'

const tag = 'Articles'
export const format = z.enum(['markdown', 'csv', 'zendesk'])
export type Format = z.infer<typeof format>

/** Markdown: one file for each language of an article. CSV and Zendesk: one or more files of many. */
export const textFile = z.object({ name: z.string().min(1).max(500), text: z.string().max(32_000_000) })
export type TextFile = z.infer<typeof textFile>

/** The largest file taken, packed or not; what is in a zip may be some times that. */
export const largestImport = 256 * 1024 * 1024

/** Where something is wrong, or was left out: the file, and in it the row (CSV), line or article. */
export const importRemark = z.object({
  file: z.string(),
  row: z.number().int().nullable(),
  field: z.string().nullable(),
  code: z.string(),
  message: z.string(),
})

/** An import and how far it is. It goes on by itself, also after a restart. */
export const articleImport = z.object({
  id,
  brandId: id,
  /** What the uploaded file was called. */
  name: z.string(),
  format,
  publishes: z.boolean(),
  isTrial: z.boolean(),
  leavesOutMistakes: z.boolean(),
  /** `refused`: nothing was taken in, `mistakes` says why. `failed`: it broke and nobody but the operator can mend it. */
  state: z.enum(['waiting', 'working', 'done', 'refused', 'failed']),
  /** How many articles there are; null until they have been counted. */
  total: z.number().int().nullable(),
  done: z.number().int(),
  created: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  leftOut: z.number().int(),
  /** The first 200 things to mend. */
  mistakes: z.array(importRemark),
  mistakeCount: z.number().int(),
  begunBy: z.object({ id, name: z.string() }).nullable(),
  createdAt: time,
  finishedAt: time.nullable(),
})

const outcome = z.enum(['created', 'changed', 'unchanged', 'left_out'])

const howToImport = {
  brandId: id,
  format,
  /** Lets readers see what is taken in at once; otherwise all are drafts. */
  publishes: z.enum(['0', '1']).default('0'),
  /** Says what would happen, and does nothing. */
  isTrial: z.enum(['0', '1']).default('0'),
  /** Takes in what is right and leaves out what is not; otherwise one mistake stops all of it. */
  leavesOutMistakes: z.enum(['0', '1']).default('0'),
}

export const uploadArticleImport = endpoint({
  method: 'POST',
  path: '/api/article-imports/uploads',
  summary: {
    en: 'Upload a zip of Markdown files with their pictures, a CSV, a Zendesk JSON, or a zip of those, and begin its import',
    ja: 'Markdownと画像のzip、CSV、ZendeskのJSON、またはそれらのzipをアップロードし、取り込みを始める',
  },
  tag,
  role: 'supervisor',
  query: z.object({ ...howToImport, name: z.string().min(1).max(500) }),
  takes: 'application/octet-stream',
  bodyLimit: largestImport,
  reply: articleImport,
})

export const getArticleImport = endpoint({
  method: 'GET',
  path: '/api/article-imports/{id}',
  summary: { en: 'How far an import is, and what it did', ja: '取り込みの進み具合と結果' },
  tag,
  role: 'supervisor',
  params: byId,
  reply: articleImport,
})

export const listArticleImports = endpoint({
  method: 'GET',
  path: '/api/article-imports',
  summary: { en: 'List a brand’s imports, newest first', ja: 'ブランドの取り込みを新しい順に一覧する' },
  tag,
  role: 'supervisor',
  query: paging.extend({ brandId: id }),
  reply: pageOf(articleImport),
})

export const listImportLines = endpoint({
  method: 'GET',
  path: '/api/article-imports/{id}/lines',
  summary: {
    en: 'What became of each article of an import, in the order they were read',
    ja: '取り込んだ記事ごとの結果を、読み込んだ順に一覧する',
  },
  tag,
  role: 'supervisor',
  params: byId,
  /** `remarked`: only those about which something is to be said. */
  query: paging.extend({ outcome: outcome.optional(), remarked: z.enum(['0', '1']).default('0') }),
  reply: pageOf(
    z.object({
      /** Its place in the import, from 1. */
      at: z.number().int(),
      file: z.string(),
      row: z.number().int().nullable(),
      title: z.string(),
      externalId: z.string(),
      /** Null where it was left out, or in a trial. */
      articleId: id.nullable(),
      outcome,
      remarks: z.array(importRemark),
    }),
  ),
})

export const downloadArticles = endpoint({
  method: 'GET',
  path: '/api/article-exports/zip',
  summary: {
    en: 'All articles of a brand with their drafts, pictures and files as a zip, which the same import takes in again',
    ja: 'ブランドの記事を、下書き、画像、ファイルとともにzipで書き出す。同じ形式で再び取り込める',
  },
  tag,
  role: 'supervisor',
  query: z.object({ brandId: id, format }),
  gives: 'application/zip',
  reply: z.unknown(),
})

export const importArticles = endpoint({
  method: 'POST',
  path: '/api/article-imports',
  summary: {
    en: 'Begin an import of Markdown files, CSV or a Zendesk help centre, given as texts',
    ja: 'Markdown、CSV、ZendeskのJSONをテキストで渡し、記事の取り込みを始める',
  },
  tag,
  role: 'supervisor',
  body: z.object({
    brandId: id,
    format,
    files: z.array(textFile).min(1).max(12_000),
    publishes: z.boolean().default(false),
    isTrial: z.boolean().default(false),
    leavesOutMistakes: z.boolean().default(false),
  }),
  bodyLimit: 64 * 1024 * 1024,
  reply: articleImport,
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
