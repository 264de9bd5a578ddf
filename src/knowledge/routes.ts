import type { FastifyInstance } from 'fastify'
import type { Files } from '#platform/files.ts'
import { notFound } from '#platform/refusal.ts'
import { serve } from '#platform/serve.ts'
import { articlePage } from './article.ts'
import { listArticles } from './articles.ts'
import { createCategory, deleteCategory, listCategories, moveCategory, renameCategory } from './categories.ts'
import * as categories from './categories-contract.ts'
import { archiveArticle, changeArticle } from './change-article.ts'
import * as contract from './contract.ts'
import { createArticle } from './create-article.ts'
import { articleFileRoutes } from './files-routes.ts'
import { importExportRoutes } from './import-export/routes.ts'
import { moveArticle } from './move-article.ts'
import { pdfRoutes } from './pdf/routes.ts'
import { requiredReadingRoutes } from './required-reading/routes.ts'
import { reviewQueue } from './review-queue.ts'
import { changeSynonyms, createSynonyms, deleteSynonyms, listSynonyms } from './synonyms.ts'
import { textRoutes } from './texts-routes.ts'
import { listVotes } from './votes.ts'

export function knowledgeRoutes(app: FastifyInstance, desk: { files: Files; publicUrl: string }): void {
  categoryRoutes(app)
  articleRoutes(app)
  textRoutes(app)
  synonymRoutes(app)
  articleFileRoutes(app, desk)
  importExportRoutes(app, desk)
  pdfRoutes(app, desk)
  requiredReadingRoutes(app)
}

function articleRoutes(app: FastifyInstance): void {
  serve(app, contract.listArticles, ({ tx, caller, query }) => listArticles(tx, query, caller.staffId))
  serve(app, contract.getArticle, ({ tx, params }) => articlePage(tx, params.id))
  serve(app, contract.createArticle, async ({ tx, caller, body }) =>
    articlePage(tx, await createArticle(tx, body, caller.staffId)),
  )
  serve(app, contract.changeArticle, async ({ tx, caller, params, body }) => {
    await changeArticle(tx, params.id, body, caller.staffId)
    return articlePage(tx, params.id)
  })
  serve(app, contract.moveArticle, async ({ tx, caller, params, body }) => {
    await moveArticle(tx, params.id, body, caller.staffId)
    return articlePage(tx, params.id)
  })
  serve(app, contract.archiveArticle, async ({ tx, caller, params, body }) => {
    await archiveArticle(tx, params.id, body.isArchived, caller.staffId)
    return articlePage(tx, params.id)
  })
  serve(app, contract.reviewQueue, ({ tx, query }) => reviewQueue(tx, query))
  serve(app, contract.listVotes, ({ tx, params, query }) => listVotes(tx, params.id, query))
}

function categoryRoutes(app: FastifyInstance): void {
  serve(app, categories.listCategories, async ({ tx, query }) => {
    const brands = tx.inBrands.filter((one) => query.brandId === undefined || one === query.brandId)
    if (query.brandId !== undefined && brands.length === 0) throw notFound('brand')
    return { items: await listCategories(tx, brands), nextCursor: null }
  })
  serve(app, categories.createCategory, ({ tx, caller, body }) => createCategory(tx, body, caller.staffId))
  serve(app, categories.renameCategory, ({ tx, caller, params, body }) =>
    renameCategory(tx, params.id, body, caller.staffId),
  )
  serve(app, categories.moveCategory, ({ tx, caller, params, body }) =>
    moveCategory(tx, params.id, body, caller.staffId),
  )
  serve(app, categories.deleteCategory, async ({ tx, caller, params, query }) => {
    await deleteCategory(tx, params.id, query.moveTo, caller.staffId)
    return {}
  })
}

function synonymRoutes(app: FastifyInstance): void {
  serve(app, contract.listSynonyms, ({ tx, query }) => listSynonyms(tx, query))
  serve(app, contract.createSynonyms, ({ tx, caller, body }) => createSynonyms(tx, body, caller.staffId))
  serve(app, contract.changeSynonyms, ({ tx, caller, params, body }) =>
    changeSynonyms(tx, params.id, body.words, caller.staffId),
  )
  serve(app, contract.deleteSynonyms, async ({ tx, caller, params }) => {
    await deleteSynonyms(tx, params.id, caller.staffId)
    return {}
  })
}
