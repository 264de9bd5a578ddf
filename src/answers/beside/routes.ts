import type { FastifyInstance } from 'fastify'
import { type Conversation, conversationFor } from '#conversations/door.ts'
import { reasonsUpFrom } from '#conversations/reasons/above.ts'
import { articleFor } from '#knowledge/door.ts'
import { siteOf } from '#knowledge/help-centre/site.ts'
import { indexOf } from '#knowledge/index-of-library.ts'
import type { Library } from '#knowledge/library.ts'
import type { Caller } from '#platform/caller.ts'
import type { Tx } from '#platform/database.ts'
import type { Locale } from '#platform/locale.ts'
import { notFound } from '#platform/refusal.ts'
import { serve } from '#platform/serve.ts'
import type { ReasonModels } from '../reasons/models.ts'
import { passageOf, type Shelf, suggestArticles, urlOf } from './articles.ts'
import { type Beside, getBeside, insertArticle, sayHelped, searchArticles, unsayHelped } from './contract.ts'
import { noteUse, unsayHelped as takeBack } from './helped.ts'
import { insertionOf } from './insertion.ts'
import { manualsFor } from './manuals.ts'
import { type Question, questionOf } from './question.ts'
import { solvedLike } from './solved.ts'
import { tellingWords } from './telling.ts'
import { warm } from './warm.ts'

type Means = { publicUrl: string; library: Library; reasons: ReasonModels }

const mostArticles = 3
const mostSearched = 8
const mostSolved = 3
const longestShown = 300

/** What helps to answer, beside each conversation. */
export function besideRoutes(app: FastifyInstance, means: Means): void {
  const ready = ({ caller, params }: { caller: Caller; params: { id: number } }) =>
    warm(app.db, means, caller.brands, params.id)
  serve(
    app,
    getBeside,
    async ({ tx, caller, params }) =>
      besideOf(tx, await conversationFor(tx, params.id, 'read'), means, caller.locale),
    ready,
  )
  serve(
    app,
    searchArticles,
    async ({ tx, params, query }) => {
      const conversation = await conversationFor(tx, params.id, 'read')
      const question = await questionOf(tx, conversation)
      const shelf = await shelfOf(means, question)
      const text = query.q.trim() === '' ? question.text : query.q
      const asking = { conversationId: conversation.id, text, name: '', reasonId: conversation.reason_id }
      return { items: await suggestArticles(tx, shelf, asking, mostSearched) }
    },
    ready,
  )
  serve(
    app,
    insertArticle,
    async ({ tx, caller, params, body }) => {
      const conversation = await conversationFor(tx, params.id, 'read')
      const question = await questionOf(tx, conversation)
      const shelf = await shelfOf(means, question)
      // Only what customers may read goes out: a manual, a draft and what has been withdrawn are not there.
      const article = shelf.site.find(body.articleId)
      if (!article) throw notFound('article')
      const { locale, isFallback } = article
      await noteUse(tx, {
        ...{ conversationId: conversation.id, articleId: article.articleId, staffId: caller.staffId },
        ...{ kind: body.how, locale },
      })
      const addressOf = (id: number) => {
        const other = shelf.site.find(id)
        return other && urlOf(shelf, other)
      }
      const words = tellingWords(shelf.index, question.text, question.name)
      const passage = passageOf(shelf.index, article, words).text
      const html = insertionOf({
        ...{ article, how: body.how, passage, addressOf, locale: question.locale },
        url: urlOf(shelf, article),
      })
      return { locale, isFallback, html }
    },
    ready,
  )
  serve(app, sayHelped, async ({ tx, caller, params }) => {
    const conversation = await conversationFor(tx, params.id, 'read')
    const { locale } = await questionOf(tx, conversation)
    await articleFor(tx, params.articleId, 'read')
    const use = { conversationId: params.id, articleId: params.articleId, staffId: caller.staffId }
    await noteUse(tx, { ...use, kind: 'helped', locale })
    return {}
  })
  serve(app, unsayHelped, async ({ tx, caller, params }) => {
    await takeBack(tx, {
      conversationId: params.id,
      articleId: params.articleId,
      staffId: caller.staffId,
    })
    return {}
  })
}

async function besideOf(tx: Tx, conversation: Conversation, means: Means, reader: Locale) {
  const brandId = conversation.brand_id
  const question = await questionOf(tx, conversation)
  const reason =
    conversation.reason_id === null ? await means.reasons.suggest(brandId, question.beginning) : null
  const reasonId = conversation.reason_id ?? reason?.reasonId ?? null
  const shelf = await shelfOf(means, question)
  const reasonIds = reasonId === null ? [] : await reasonsUpFrom(tx, conversation.brand_id, reasonId)
  const asking = { conversationId: conversation.id, text: question.text, name: question.name, reasonId }
  const words = tellingWords(shelf.index, question.text, question.name)
  const articles = await suggestArticles(tx, shelf, asking, mostArticles)
  return {
    question: question.text.slice(0, longestShown).toWellFormed().trim(),
    locale: question.locale,
    reason,
    manualsForReasonId: reasonId,
    manuals: manualsFor(shelf.site.library, reasonIds, reader),
    articles,
    solved: await solvedLike(tx, { ...asking, brandId }, words, mostSolved),
  } satisfies Omit<Beside, 'solved'> & { solved: unknown[] }
}

async function shelfOf({ publicUrl, library }: Means, { brand, locale }: Question): Promise<Shelf> {
  const held = await library.of(brand.id)
  return {
    ...(await indexOf(held, locale)),
    site: siteOf(held, locale),
    synonyms: held.synonyms,
    brand,
    publicUrl,
  }
}
