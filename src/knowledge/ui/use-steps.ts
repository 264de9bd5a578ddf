import { useQueryClient } from '@tanstack/react-query'
import type { Action } from '#agent/actions.ts'
import { Problem, tell } from '#agent/api.ts'
import { forget } from '#agent/ask.ts'
import { say } from '#agent/kit/toast.tsx'
import { wordsOf } from '#agent/kit/words.ts'
import { useLeads, useMe } from '#agent/me.ts'
import { askFirst } from '#agent/settings-screen/ask-first.tsx'
import { m } from '#texts'
import type { Layer } from './layer.ts'
import type { Side } from './searches.ts'
import type { Writing } from './use-writing.ts'
import { type Article, languageIn } from './words.ts'

export type Steps = ReturnType<typeof useSteps>
type Step = {
  id: string
  name: string
  keys?: string
  isOff?: boolean
  isDangerous?: boolean
  run: () => void
}
type StepsOf = {
  article: Article
  writing: Writing
  open: (layer: Layer) => void
  openSide: (side: Side) => void
}

/** What can be done with one language next, and all else that can be done with it; by button, menu, key and command bar alike. */
export function useSteps({ article, writing, open, openSide }: StepsOf) {
  const me = useMe()
  const take = useStep(writing)
  const { locale, text } = writing
  const params = { id: article.id, locale }
  const mayDecide = useLeads()
  const mayApprove = mayDecide && !article.isArchived
  const mayWrite = me?.role !== 'read_only' && !article.isArchived
  const slug = me?.brands.find((brand) => brand.id === article.brandId)?.slug
  const state = text?.state
  const step = (
    id: string,
    name: string,
    isOn: boolean,
    run: () => void,
    more: Partial<Step> = {},
  ): Step => ({
    id: `knowledge-${id}`,
    name,
    isOff: !text || !isOn,
    run,
    ...more,
  })
  const say = (what: 'review' | 'approve' | 'send_back') => () => open({ kind: 'say', locale, what })
  const isOut = text?.published !== null && text?.published !== undefined
  const publish = step(
    'publish',
    isOut ? m.knowledge_step_publish_again() : m.knowledge_step_publish(),
    mayApprove && (state !== 'published' || !isOut),
    () => open({ kind: 'publish', locale }),
    { keys: 'mod+shift+enter' },
  )
  const review = step('review', m.knowledge_step_review(), mayWrite && state === 'draft', say('review'), {
    keys: 'mod+enter',
  })
  const approve = step(
    'approve',
    m.knowledge_step_approve(),
    mayApprove && (state === 'draft' || state === 'in_review'),
    say('approve'),
    { keys: 'a' },
  )
  const sendBack = step(
    'send-back',
    m.knowledge_step_send_back(),
    mayApprove && (state === 'in_review' || state === 'approved'),
    say('send_back'),
    { keys: 'b' },
  )
  const all: Step[] = [
    step('preview', m.knowledge_step_preview(), true, () => open({ kind: 'preview', locale }), { keys: 'p' }),
    review,
    approve,
    sendBack,
    publish,
    step(
      'unschedule',
      m.knowledge_step_unschedule(),
      mayApprove && text?.publishAt != null,
      () =>
        void take(
          () => tell('DELETE /api/articles/{id}/texts/{locale}/schedule', { params }),
          m.knowledge_said_unscheduled(),
        ),
    ),
    step(
      'compare',
      m.knowledge_step_compare(),
      isOut,
      () => open({ kind: 'compare', locale, from: 'published' }),
      {
        keys: 'x',
      },
    ),
    step('versions', m.knowledge_side_versions(), true, () => openSide('versions')),
    step(
      'see',
      m.knowledge_step_see(),
      isOut && article.audience === 'public',
      () => void window.open(`/help/${slug}/${locale}/articles/${article.id}`, '_blank', 'noopener'),
    ),
    step(
      'pdf',
      m.knowledge_step_pdf(),
      true,
      () => void window.open(`/api/articles/${article.id}/texts/${locale}/pdf`, '_blank', 'noopener'),
    ),
    step(
      'withdraw',
      m.knowledge_step_withdraw(),
      mayApprove && isOut,
      () =>
        askFirst({
          title: m.knowledge_withdraw_sure({ language: languageIn(locale) }),
          about: m.knowledge_withdraw_about(),
          name: m.knowledge_step_withdraw(),
          run: () =>
            void take(
              () => tell('DELETE /api/articles/{id}/texts/{locale}/publication', { params }),
              m.knowledge_said_withdrawn(),
            ),
        }),
      { isDangerous: true },
    ),
  ]
  const isPublished = (['ja', 'en'] as const).some((one) => {
    const other = article.texts[one]
    return other !== null && (other.published !== null || other.publishAt !== null)
  })
  const archive = () =>
    void take(
      () =>
        tell('PUT /api/articles/{id}/archived', {
          params: { id: article.id },
          body: { isArchived: !article.isArchived },
        }),
      article.isArchived ? m.knowledge_said_unarchived() : m.knowledge_said_archived(),
    )
  all.push({
    id: 'knowledge-archive',
    name: article.isArchived ? m.knowledge_step_unarchive() : m.knowledge_step_archive(),
    isOff: !mayDecide || isPublished,
    isDangerous: !article.isArchived,
    run: () =>
      article.isArchived
        ? archive()
        : askFirst({
            title: m.knowledge_archive_sure(),
            about: m.knowledge_archive_about(),
            name: m.knowledge_step_archive(),
            run: archive,
          }),
  })
  const primary =
    [state === 'in_review' ? approve : undefined, publish, review].find((one) => one && !one.isOff) ??
    undefined
  const group = m.knowledge_group()
  const actions: Action[] = [
    ...all.map((one) => ({ ...one, group, whileTyping: one.keys?.startsWith('mod') ?? false })),
    {
      id: 'knowledge-save',
      name: m.knowledge_step_save(),
      keys: 'mod+s',
      group,
      whileTyping: true,
      isOff: !mayWrite,
      run: () => void writing.settle(),
    },
  ]
  return { primary, all, actions, mayWrite, mayApprove }
}

/** Takes a step on what is saved; a refusal is said, and what stands there now is asked for again. */
export function useStep(writing: Writing) {
  const client = useQueryClient()
  return async (run: (revision: number) => Promise<Article>, done: string): Promise<boolean> => {
    const revision = await writing.settle()
    if (revision === undefined) return false
    try {
      await writing.show(await run(revision))
      forget(client, ['GET /api/article-reviews', 'GET /api/articles/{id}/texts/{locale}/versions'])
      say({ text: done })
      return true
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      say({ text: wordsOf(error), tone: 'shu' })
      if (error.status === 409) forget(client, ['GET /api/articles/{id}'])
      return false
    }
  }
}
