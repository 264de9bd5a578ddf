import { openFiles } from '#platform/files.ts'
import { answerAsThread } from '#platform/thread.ts'
import type { Remark } from './article-record.ts'
import type { Format } from './contract.ts'
import { read, type ReadArticle, type Reading } from './reading.ts'
import type { Head } from './stand.ts'
import { NotOpened, unpack } from './unpack.ts'

/** What the thread is asked: to open an upload, and then for its articles from one place to another. */
export type Question =
  | { open: { path: string; name: string; format: Format; filesFolder: string } }
  | { from: number; to: number }

let reading: Reading | undefined

answerAsThread(async (question: Question) => {
  if ('open' in question) return { answer: await opened(question.open) }
  return { answer: reading?.articles.slice(question.from, question.to) }
})

async function opened({ filesFolder, ...upload }: Extract<Question, { open: object }>['open']) {
  try {
    const { texts, files } = await unpack(upload, openFiles(filesFolder))
    reading = read(upload.format, texts, files)
  } catch (error) {
    if (!(error instanceof NotOpened)) throw error
    const { code, detail } = error
    reading = {
      articles: [],
      others: [{ file: upload.name, row: null, field: null, code, detail } satisfies Remark],
      names: [],
      files: [],
    }
  }
  const { articles, ...rest } = reading
  return { ...rest, heads: articles.map(headOf) }
}

function headOf({ texts, sourceLocale, ...head }: ReadArticle): Head {
  const source = sourceLocale ?? (texts.ja ? 'ja' : 'en')
  const sourceTitle = texts[source]?.title ?? ''
  return {
    ...head,
    sourceLocale: source,
    sourceTitle,
    title: sourceTitle || texts.ja?.title || texts.en?.title || '',
  }
}
