import { useState } from 'react'
import { useActions } from '#agent/actions.ts'
import { useAsk } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { Icon } from '#agent/kit/icon.tsx'
import { Palette, type PaletteItem } from '#agent/kit/palette.tsx'
import { m } from '#texts'
import type { ListSearch } from './searches.ts'
import { type Change, filterKeys } from './use-article-list.ts'
import { languageIn, stateName } from './words.ts'

type Filter = { name: string; group: string; set: Pick<ListSearch, (typeof filterKeys)[number]> }
type BarProps = { search: ListSearch; change: Change; brandId: number }

/** What the list is narrowed to: chosen by a few letters, each taken away by itself. */
export function FilterBar({ search, change, brandId }: BarProps) {
  const [isOpen, setOpen] = useState(false)
  const people = useAsk('GET /api/colleagues', { query: { brandId, limit: 200 } }, { staleTime: 60_000 }).data
  const all = filters(people?.items ?? [])
  const isOn = ({ set }: Filter) =>
    Object.entries(set).every(([key, value]) => search[key as never] === value)
  const chosen = all.filter(isOn)
  const none = Object.fromEntries(filterKeys.map((key) => [key, undefined]))
  const toggle = (filter: Filter) =>
    change(
      isOn(filter) ? Object.fromEntries(Object.keys(filter.set).map((key) => [key, undefined])) : filter.set,
    )
  useActions([
    {
      id: 'knowledge-filter',
      name: m.knowledge_filter(),
      keys: 'f',
      group: m.knowledge_group(),
      run: () => setOpen(true),
    },
  ])
  return (
    <div className="flex flex-wrap items-center gap-1.5 px-6 pt-3 pb-1 max-phone:px-4">
      <Button keys="f" onClick={() => setOpen(true)}>
        {m.knowledge_filter()}
      </Button>
      {chosen.map((filter) => (
        <button
          key={filter.name}
          type="button"
          aria-label={m.knowledge_filter_remove({ name: filter.name })}
          onClick={() => toggle(filter)}
          className="inline-flex h-7 items-center gap-1 rounded-[7px] bg-ai-soft pr-1.5 pl-2.5 text-small text-ai max-phone:h-11"
        >
          {filter.name}
          <Icon name="close" size={12} />
        </button>
      ))}
      {chosen.length > 1 && (
        <Button look="quiet" onClick={() => change(none)}>
          {m.knowledge_filter_clear()}
        </Button>
      )}
      {isOpen && (
        <Palette
          title={m.knowledge_filter()}
          isOpen
          onClose={() => setOpen(false)}
          items={all.map(
            (filter, at): PaletteItem => ({
              id: String(at),
              name: filter.name,
              group: filter.group,
              isOn: isOn(filter),
            }),
          )}
          onPick={({ id }) => {
            const filter = all[Number(id)]
            if (filter) toggle(filter)
          }}
        />
      )}
    </div>
  )
}

function filters(people: readonly { id: number; name: string }[]): Filter[] {
  const states = (['draft', 'in_review', 'approved', 'published'] as const).map((state) => ({
    name: stateName(state),
    group: m.knowledge_filter_state(),
    set: { state },
  }))
  const missing = (['ja', 'en'] as const).map((locale) => ({
    name: m.knowledge_filter_missing({ language: languageIn(locale) }),
    group: m.knowledge_filter_language(),
    set: { missing: locale },
  }))
  const owners = people.map(({ id, name }) => ({ name, group: m.knowledge_owner(), set: { owner: id } }))
  return [
    ...states,
    ...missing,
    { name: m.knowledge_filter_stale(), group: m.knowledge_filter_language(), set: { stale: true } },
    { name: m.knowledge_audience_public(), group: m.knowledge_audience(), set: { audience: 'public' } },
    { name: m.knowledge_audience_staff(), group: m.knowledge_audience(), set: { audience: 'staff' } },
    { name: m.knowledge_filter_overdue(), group: m.knowledge_filter_care(), set: { overdue: true } },
    { name: m.knowledge_filter_archived(), group: m.knowledge_filter_care(), set: { archived: true } },
    { name: m.knowledge_owner_me(), group: m.knowledge_owner(), set: { owner: 'me' } },
    { name: m.knowledge_owner_none(), group: m.knowledge_owner(), set: { owner: 'none' } },
    ...owners,
  ]
}
