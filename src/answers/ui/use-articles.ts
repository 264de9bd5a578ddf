import { useTell } from '#agent/ask.ts'
import { say } from '#agent/kit/toast.tsx'
import { m } from '#texts'
import type { Composer } from '../../conversations/ui/composer/use-composer.ts'
import { putIn } from '../../conversations/ui/composer/insertions.ts'
import { languageName } from '../../conversations/ui/words.ts'

export type How = 'link' | 'quote' | 'text'

/** Takes an article into the answer, and says that one helped. */
export function useArticles(id: number, composer: Pick<Composer, 'mode' | 'open'>) {
  const insertion = useTell('POST /api/conversations/{id}/insertions', {
    onDone: ({ html, isFallback, locale }) => {
      putIn(id, html)
      if (composer.mode === undefined) composer.open('reply')
      if (isFallback) say({ text: m.answers_inserted_other_language({ language: languageName(locale) }) })
    },
  })
  const stale = [['GET /api/conversations/{id}/beside', { params: { id } }]]
  const helped = useTell('PUT /api/conversations/{id}/helpful-articles/{articleId}', { stale })
  const not = useTell('DELETE /api/conversations/{id}/helpful-articles/{articleId}', { stale })
  return {
    isBusy: insertion.isPending,
    insert: (articleId: number, how: How) => insertion.mutate({ params: { id }, body: { articleId, how } }),
    sayHelped: (articleId: number, hasHelped: boolean) =>
      (hasHelped ? helped : not).mutate({ params: { id, articleId } }),
  }
}
