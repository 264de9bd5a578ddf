import { type Ref, useDeferredValue, useEffect, useRef, useState } from 'react'
import { useActions } from '#agent/actions.ts'
import { Button } from '#agent/kit/button.tsx'
import { cx } from '#agent/kit/classes.ts'
import { inputLook } from '#agent/kit/field.tsx'
import { Icon } from '#agent/kit/icon.tsx'
import { EmptyState } from '#agent/kit/states.tsx'
import { useMe } from '#agent/me.ts'
import { m } from '#texts'
import { ArticleList } from './article-list.tsx'
import { CategoryTree } from './category-tree.tsx'
import { FilterBar } from './filter-bar.tsx'
import { NewArticle } from './new-article.tsx'
import { ReviewQueue } from './review-queue.tsx'
import { useListSearch } from './use-article-list.ts'

/** All articles and manuals by category, and the queue of what should be looked at. */
export function KnowledgeScreen() {
  const me = useMe()
  const { search, brand, change, show } = useListSearch()
  const [isNew, setNew] = useState(false)
  const mayWrite = me?.role !== 'read_only'
  const field = useRef<HTMLInputElement>(null)
  const isQueue = search.tab === 'reviews'
  useActions([
    {
      id: 'knowledge-new',
      name: m.knowledge_new(),
      keys: 'n',
      group: m.knowledge_group(),
      isOff: !mayWrite,
      run: () => setNew(true),
    },
    {
      id: 'knowledge-find',
      name: m.knowledge_find(),
      keys: '/',
      group: m.knowledge_group(),
      run: () => field.current?.focus(),
    },
    {
      id: 'knowledge-reviews',
      name: m.knowledge_reviews(),
      keys: 'v',
      group: m.knowledge_group(),
      run: () => change({ tab: isQueue ? undefined : 'reviews' }),
    },
  ])
  if (!brand) return <EmptyState title={m.knowledge_none_yet()} />
  return (
    <main className="flex h-full flex-col border-l border-line bg-paper max-phone:border-l-0">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-6 py-3 max-phone:px-4">
        <h1 className="text-[18px]">{m.knowledge_title()}</h1>
        <BrandChoice brandId={brand.id} onPick={(id) => show({ brand: id })} />
        <SearchField ref={field} words={search.q ?? ''} onChange={(q) => change({ q, tab: undefined })} />
        <a
          href={`/help/${brand.slug}`}
          target="_blank"
          rel="noreferrer"
          className="text-small text-ink2 underline underline-offset-2 hover:text-ink max-phone:hidden"
        >
          {m.knowledge_open_help()}
        </a>
        {mayWrite && (
          <Button
            look="primary"
            keys="n"
            className="max-phone:ml-auto"
            icon={<Icon name="plus" size={14} />}
            onClick={() => setNew(true)}
          >
            {m.knowledge_new()}
          </Button>
        )}
      </div>
      <div className="grid min-h-0 flex-1 grid-cols-[232px_minmax(0,1fr)] max-phone:grid-cols-1 max-phone:grid-rows-[auto_minmax(0,1fr)]">
        <CategoryTree brandId={brand.id} search={search} change={change} />
        <div className="flex min-h-0 min-w-0 flex-col">
          {!isQueue && <FilterBar search={search} change={change} brandId={brand.id} />}
          <div className="min-h-0 flex-1 overflow-y-auto">
            {isQueue ? (
              <ReviewQueue brandId={brand.id} />
            ) : (
              <ArticleList
                search={search}
                brandId={brand.id}
                onNew={() => setNew(true)}
                onAll={() => show({ brand: brand.id })}
                mayWrite={mayWrite}
              />
            )}
          </div>
        </div>
      </div>
      {isNew && (
        <NewArticle
          brand={brand}
          categoryId={typeof search.category === 'number' ? search.category : null}
          audience={search.audience ?? 'public'}
          onClose={() => setNew(false)}
        />
      )}
    </main>
  )
}

function BrandChoice({ brandId, onPick }: { brandId: number; onPick: (id: number) => void }) {
  const brands = useMe()?.brands ?? []
  if (brands.length < 2) return null
  return (
    <select
      aria-label={m.knowledge_brand()}
      value={brandId}
      onChange={(event) => onPick(Number(event.target.value))}
      className={cx(inputLook, 'w-auto')}
    >
      {brands.map((brand) => (
        <option key={brand.id} value={brand.id}>
          {brand.name}
        </option>
      ))}
    </select>
  )
}

type SearchProps = { ref: Ref<HTMLInputElement>; words: string; onChange: (q: string | undefined) => void }

/** Searches while one types; Escape goes back to the list. */
function SearchField({ ref, words, onChange }: SearchProps) {
  const [typed, setTyped] = useState(words)
  const settled = useDeferredValue(typed.trim())
  const last = useRef(words)
  // Taken away by a button, as when all is shown again.
  useEffect(() => {
    if (words === last.current) return
    last.current = words
    setTyped(words)
  }, [words])
  useEffect(() => {
    if (settled === last.current) return
    last.current = settled
    onChange(settled || undefined)
    // Only what is typed asks; `onChange` is another function each time.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [settled])
  return (
    <input
      ref={ref}
      type="search"
      value={typed}
      maxLength={200}
      onChange={(event) => setTyped(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.currentTarget.blur()
        if (event.key === 'ArrowDown') focusFirstRow(event)
      }}
      aria-label={m.knowledge_find()}
      placeholder={m.knowledge_find()}
      className={cx(
        inputLook,
        'ml-auto max-w-[340px] min-w-[160px] flex-1 max-phone:order-last max-phone:max-w-none max-phone:basis-full',
      )}
    />
  )
}

function focusFirstRow(event: { preventDefault: () => void }): void {
  event.preventDefault()
  document.querySelector<HTMLElement>('[data-article]')?.focus()
}
