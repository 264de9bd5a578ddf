import { useQueryClient } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { keyOf, useAsk, useTell } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { Chip } from '#agent/kit/chip.tsx'
import { Select, TextField } from '#agent/kit/field.tsx'
import { Palette } from '#agent/kit/palette.tsx'
import { useMe } from '#agent/me.ts'
import { m } from '#texts'
import { getLocale } from '#texts/runtime'
import { reasonChoices, reasonName } from '../../conversations/ui/reasons.ts'
import { countries, countryName } from './countries.ts'
import { useCategories, wayOf } from './use-article-list.ts'
import type { Writing } from './use-writing.ts'
import { type Article, languageIn } from './words.ts'

const RequireBox = lazy(() => import('../required-reading/ui/require-box.tsx'))

/** What the article is for: where it stands, who may read it, whose it is, and what it answers. Saved as it is changed. */
export function AboutSide({ article, writing }: { article: Article; writing: Writing }) {
  const client = useQueryClient()
  const isOff = useMe()?.role === 'read_only' || article.isArchived
  const categories = useCategories(article.brandId).data?.items ?? []
  const people = useAsk(
    'GET /api/colleagues',
    { query: { brandId: article.brandId, limit: 200 } },
    { staleTime: 60_000 },
  )
  const telling = useTell('PATCH /api/articles/{id}', {
    stale: ['GET /api/articles', 'GET /api/article-categories', 'GET /api/article-reviews'],
    onDone: (reply) =>
      client.setQueryData(keyOf('GET /api/articles/{id}', { params: { id: article.id } }), reply),
  })
  const change = (body: NonNullable<Parameters<typeof telling.mutate>[0]['body']>) =>
    telling.mutate({ params: { id: article.id }, body })
  const colleagues = people.data?.items ?? []
  const owners =
    article.owner && !colleagues.some((one) => one.id === article.owner?.id) ? [article.owner] : []
  return (
    <div className="grid gap-4">
      <Select
        name={m.knowledge_category()}
        disabled={isOff}
        value={String(article.categoryId ?? '')}
        onChange={({ target }) => change({ categoryId: target.value ? Number(target.value) : null })}
        choices={[
          { value: '', name: m.knowledge_category_none() },
          ...categories.map(({ id }) => ({ value: String(id), name: wayOf(categories, id) ?? '' })),
        ]}
      />
      <Select
        name={m.knowledge_audience()}
        disabled={isOff}
        value={article.audience}
        onChange={({ target }) => change({ audience: target.value === 'staff' ? 'staff' : 'public' })}
        choices={[
          { value: 'public', name: m.knowledge_audience_public() },
          { value: 'staff', name: m.knowledge_audience_staff() },
        ]}
      />
      {writing.text && <Keywords key={`${writing.locale}${writing.round}`} writing={writing} isOff={isOff} />}
      <Countries article={article} isOff={isOff} onChange={(all) => change({ countries: all })} />
      <Reasons article={article} isOff={isOff} onChange={(all) => change({ reasonIds: all })} />
      <Select
        name={m.knowledge_owner()}
        disabled={isOff}
        value={String(article.owner?.id ?? '')}
        onChange={({ target }) => change({ ownerId: target.value ? Number(target.value) : null })}
        choices={[
          { value: '', name: m.knowledge_owner_none() },
          ...[...owners, ...colleagues].map(({ id, name }) => ({ value: String(id), name })),
        ]}
      />
      <TextField
        name={m.knowledge_review_date()}
        hint={m.knowledge_review_date_hint()}
        type="date"
        disabled={isOff}
        defaultValue={article.reviewOn ?? ''}
        onBlur={({ target }) => {
          if ((target.value || null) !== article.reviewOn) change({ reviewOn: target.value || null })
        }}
      />
      {!isOff && (
        <Suspense>
          <RequireBox articleId={article.id} brandId={article.brandId} />
        </Suspense>
      )}
    </div>
  )
}

/** Typed in one line as people write lists, in either language's commas. */
function Keywords({ writing, isOff }: { writing: Writing; isOff: boolean }) {
  const [typed, setTyped] = useState(writing.words.keywords.join(getLocale() === 'ja' ? '、' : ', '))
  return (
    <TextField
      name={m.knowledge_keywords({ language: languageIn(writing.locale) })}
      hint={m.knowledge_keywords_hint()}
      lang={writing.locale}
      disabled={isOff}
      value={typed}
      onChange={({ target }) => {
        setTyped(target.value)
        const words = target.value.split(/[,、，]/).map((word) => word.trim().slice(0, 100))
        writing.change({ keywords: [...new Set(words.filter(Boolean))].slice(0, 50) })
      }}
    />
  )
}

type ChoiceProps<T> = { article: Article; isOff: boolean; onChange: (all: T[]) => void }

function Countries({ article, isOff, onChange }: ChoiceProps<string>) {
  const [isOpen, setOpen] = useState(false)
  const chosen = article.countries
  const toggle = (code: string) =>
    onChange(chosen.includes(code) ? chosen.filter((one) => one !== code) : [...chosen, code])
  return (
    <Several
      name={m.knowledge_countries()}
      chosen={chosen.map(countryName)}
      none={m.knowledge_countries_all()}
      isOff={isOff}
      onOpen={() => setOpen(true)}
    >
      {isOpen && (
        <Palette
          title={m.knowledge_countries_choose()}
          isOpen
          keepsOpen
          onClose={() => setOpen(false)}
          items={countries.map((code) => ({
            id: code,
            name: countryName(code),
            words: code,
            isOn: chosen.includes(code),
          }))}
          onPick={({ id }) => toggle(id)}
        />
      )}
    </Several>
  )
}

function Reasons({ article, isOff, onChange }: ChoiceProps<number>) {
  const [isOpen, setOpen] = useState(false)
  const query = { brandId: article.brandId }
  const all = useAsk('GET /api/contact-reasons', { query }, { staleTime: 60_000 }).data?.items ?? []
  const chosen = article.reasonIds
  const toggle = (id: number) =>
    onChange(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id])
  return (
    <Several
      name={m.knowledge_answers()}
      chosen={all.filter((one) => chosen.includes(one.id)).map(reasonName)}
      none={m.knowledge_answers_none()}
      isOff={isOff}
      onOpen={() => setOpen(true)}
    >
      {isOpen && (
        <Palette
          title={m.knowledge_answers_choose()}
          isOpen
          keepsOpen
          onClose={() => setOpen(false)}
          items={reasonChoices(all, (one) => chosen.includes(one.id))}
          onPick={({ id }) => toggle(Number(id))}
        />
      )}
    </Several>
  )
}

type SeveralProps = {
  name: string
  chosen: string[]
  none: string
  isOff: boolean
  onOpen: () => void
  children: ReactNode
}

/** Several of many: what is chosen, and a door to choose. */
function Several({ name, chosen, none, isOff, onOpen, children }: SeveralProps) {
  return (
    <div role="group" aria-label={name} className="grid gap-1.5">
      <div className="flex items-center justify-between gap-2">
        <span className="text-small font-semibold text-ink2">{name}</span>
        {!isOff && (
          <Button look="quiet" aria-label={`${m.knowledge_change()}: ${name}`} onClick={onOpen}>
            {m.knowledge_change()}
          </Button>
        )}
      </div>
      {chosen.length === 0 ? (
        <span className="text-small text-ink3">{none}</span>
      ) : (
        <span className="flex flex-wrap gap-1">
          {chosen.map((one) => (
            <Chip key={one} className="bg-paper">
              {one}
            </Chip>
          ))}
        </span>
      )}
      {children}
    </div>
  )
}
