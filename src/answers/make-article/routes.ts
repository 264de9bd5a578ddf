import type { FastifyInstance } from 'fastify'
import { conversationFor } from '#conversations/door.ts'
import { indexOf } from '#knowledge/index-of-library.ts'
import type { Library } from '#knowledge/library.ts'
import { serve } from '#platform/serve.ts'
import { questionOf } from '../beside/question.ts'
import { warm } from '../beside/warm.ts'
import * as contract from './contract.ts'
import { saidIn } from './conversation-texts.ts'
import { makeArticle } from './make-article.ts'
import { personalParts } from './personal.ts'
import { similarTo } from './similar.ts'

// "Re:", "Fwd:" and the number that the desk puts into subjects are of the letter.
const ofLetter = /^(?:\s*(?:re|fwd?|aw|返信|転送)\s*[:：])+\s*|\s*\[#?\d+\]\s*/giu

/** Making an article from a conversation: what it would be, and beginning it. */
export function makeArticleRoutes(app: FastifyInstance, { library }: { library: Library }): void {
  serve(
    app,
    contract.draftArticle,
    async ({ tx, params }) => {
      const conversation = await conversationFor(tx, params.id, 'read')
      const { locale, beginning } = await questionOf(tx, conversation)
      const { said, known } = await saidIn(tx, conversation)
      const subject = conversation.subject.replaceAll(ofLetter, '').trim()
      const question = personalParts(beginning, known)
        .map(({ text, removed }) => (removed ? ' ' : text))
        .join('')
      const shelf = await indexOf(await library.of(conversation.brand_id), locale)
      return {
        locale,
        title: personalParts(subject, known),
        messages: said.map(({ id, isOurs, text }) => ({
          ...{ messageId: id, isOurs, isTaken: isOurs },
          parts: personalParts(text, known),
        })),
        reasonId: conversation.reason_id,
        similar: await similarTo(tx, conversation.brand_id, shelf, question),
      }
    },
    ({ caller, params }) => warm(app.db, { library }, caller.brands, params.id),
  )
  serve(app, contract.makeArticle, async ({ tx, caller, params, body }) => {
    const conversation = await conversationFor(tx, params.id, 'read')
    return { articleId: await makeArticle(tx, conversation, body, caller.staffId) }
  })
}
