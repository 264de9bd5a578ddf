import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useActions } from '#agent/actions.ts'
import { Chip } from '#agent/kit/chip.tsx'
import { Icon } from '#agent/kit/icon.tsx'
import { AskedFirst } from '#agent/settings-screen/ask-first.tsx'
import type { Locale } from '#platform/locale.ts'
import { m } from '#texts'
import { ArticleLayers } from './article-layers.tsx'
import type { Layer } from './layer.ts'
import { type ArticleSearch, type Side, sides } from './searches.ts'
import { SidePanel } from './side-panel.tsx'
import { Tabs } from './tabs.tsx'
import { TextColumn } from './text-column.tsx'
import { useSteps } from './use-steps.ts'
import { useWriting } from './use-writing.ts'
import { type Article, languageIn, localeName, otherLocale, sideName, titleOf } from './words.ts'

/** Both languages beside each other, what the article is for beside them; where there is no room, one of the three. */
export function ArticleDesk({ article }: { article: Article }) {
  const asked = useSearch({ strict: false }) as ArticleSearch
  const go = useNavigate()
  const [locale, setLocale] = useState<Locale>(asked.locale ?? article.sourceLocale)
  const [side, setSide] = useState<Side>(asked.side ?? 'about')
  const [isSide, setSideShown] = useState(asked.side !== undefined && asked.side !== 'about')
  const [layer, setLayer] = useState<Layer>()
  const writings = { ja: useWriting(article, 'ja'), en: useWriting(article, 'en') }
  const open = (next: Layer) => setLayer(next)
  const openSide = (next: Side) => {
    setSide(next)
    setSideShown(true)
  }
  const steps = {
    ja: useSteps({ article, writing: writings.ja, open, openSide }),
    en: useSteps({ article, writing: writings.en, open, openSide }),
  }
  const order = [article.sourceLocale, otherLocale(article.sourceLocale)]
  const group = m.knowledge_group()
  const choose = (next: Locale) => {
    setLocale(next)
    setSideShown(false)
    requestAnimationFrame(() => writeIn(next))
  }
  useActions([
    ...order.map((one, at) => ({
      id: `knowledge-write-${one}`,
      name: m.knowledge_step_write({ language: languageIn(one) }),
      keys: at === 0 ? '1, e' : '2',
      group,
      run: () => choose(one),
    })),
    ...sides.map((one) => ({
      id: `knowledge-side-${one}`,
      name: sideName(one),
      keys: { about: 'd', review: 'm', versions: 'h' }[one],
      group,
      run: () => {
        openSide(one)
        focusSide()
      },
    })),
    {
      id: 'knowledge-back',
      name: m.knowledge_step_back(),
      keys: 'u, escape',
      group,
      run: () => void go({ to: '/knowledge', search: {} }),
    },
    ...steps[locale].actions,
  ])
  return (
    <div className="flex h-full flex-col">
      <header className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-5 py-2 max-phone:px-3">
        <Link
          to="/knowledge"
          search={{}}
          aria-label={m.knowledge_step_back()}
          className="grid size-7 place-items-center rounded-[7px] text-ink2 hover:bg-mat max-phone:size-11"
        >
          <Icon name="back" />
        </Link>
        <h1 className="min-w-0 flex-1 truncate text-read" lang={titleOf(article).locale}>
          {titleOf(article).title}
        </h1>
        {article.audience === 'staff' && <Chip>{m.knowledge_manual()}</Chip>}
        {article.isArchived && <Chip tone="kohaku">{m.knowledge_filter_archived()}</Chip>}
      </header>
      {article.isArchived && (
        <p className="bg-kohaku-soft px-5 py-2 text-small text-kohaku">{m.knowledge_archived()}</p>
      )}
      <Tabs
        className="desk:hidden"
        name={m.knowledge_columns()}
        tabs={[
          ...order.map((id) => ({ id, name: localeName(id) })),
          { id: 'side' as const, name: m.knowledge_side() },
        ]}
        current={isSide ? 'side' : locale}
        onPick={(one) => {
          setSideShown(one === 'side')
          if (one !== 'side') setLocale(one)
        }}
      />
      <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_minmax(0,1fr)_280px] max-desk:grid-cols-1">
        {order.map((one) => (
          <TextColumn
            key={one}
            article={article}
            writing={writings[one]}
            source={writings[article.sourceLocale]}
            steps={steps[one]}
            isActive={one === locale}
            isShown={one === locale && !isSide}
            onActive={() => setLocale(one)}
          />
        ))}
        <SidePanel
          article={article}
          writing={writings[locale]}
          side={side}
          isShown={isSide}
          onSide={setSide}
          open={open}
        />
      </div>
      {layer && (
        <ArticleLayers
          layer={layer}
          article={article}
          writings={writings}
          onClose={() => setLayer(undefined)}
        />
      )}
      <AskedFirst />
    </div>
  )
}

/** Where one goes on writing: the text, or its title while that is empty. */
function writeIn(locale: Locale): void {
  const title = document.querySelector<HTMLTextAreaElement>(`[data-title="${locale}"]`)
  const text = document.querySelector<HTMLElement>(`[role=textbox][lang=${locale}]`)
  if (title?.value === '') title.focus()
  else text?.focus()
}

function focusSide(): void {
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>('[data-side] [aria-selected=true]')?.focus(),
  )
}
