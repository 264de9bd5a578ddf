import { useState } from 'react'
import { legible } from '#conversations/templates/ui/placeholder-names.ts'
import { HistoryDialog } from '#conversations/templates/ui/history-dialog.tsx'
import { TemplateDialog } from '#conversations/templates/ui/template-dialog.tsx'
import { m } from '#texts'
import type { Reply } from '../api.ts'
import { useAskPages, useTell } from '../ask.ts'
import { Button } from '../kit/button.tsx'
import { Chip } from '../kit/chip.tsx'
import { TextField } from '../kit/field.tsx'
import { whenOf } from '../kit/time.ts'
import { useMe } from '../me.ts'
import { askFirst } from './ask-first.tsx'
import { Page, Row, Rows } from './page.tsx'
import { useBrand } from './use-brand.tsx'

type Template = Reply<'GET /api/templates'>['items'][number]
const stale = ['GET /api/templates'] as const

/** Templates by folder; what waits to be looked at says so. */
export default function TemplatesPage() {
  const { brandId, choice } = useBrand()
  const [q, setQuery] = useState('')
  const search = q.trim() === '' ? {} : { q: q.trim() }
  const asked = useAskPages('GET /api/templates', { query: { brandId, ...search } }, { limit: 200 })
  const [dialog, setDialog] = useState<Template | 'new'>()
  const [looked, setLooked] = useState<Template>()
  const line = (one: Template) => (
    <Line key={one.id} template={one} onChange={() => setDialog(one)} onHistory={() => setLooked(one)} />
  )
  const folders = [...new Set(asked.items.map((one) => one.folder))].toSorted()
  const add = (
    <Button look="primary" onClick={() => setDialog('new')}>
      {m.settings_template_new()}
    </Button>
  )
  return (
    <Page title={m.settings_templates()} intro={m.settings_templates_intro()} action={add}>
      {choice}
      <div className="mb-4 max-w-[320px]">
        <TextField
          name={m.templates_find()}
          type="search"
          value={q}
          onChange={(event) => setQuery(event.target.value)}
        />
      </div>
      {folders.length < 2 ? (
        <Rows
          asked={{ ...asked, data: asked.data && { items: asked.items } }}
          empty={q === '' ? m.settings_templates_none() : m.agent_nothing_found()}
        >
          {line}
        </Rows>
      ) : (
        folders.map((folder) => (
          <section key={folder} className="mb-6">
            <h2 className="mb-1.5 text-small font-semibold text-ink2">
              {folder === '' ? m.templates_no_folder() : folder}
            </h2>
            <ul className="border-t border-line">
              {asked.items.filter((one) => one.folder === folder).map(line)}
            </ul>
          </section>
        ))
      )}
      {asked.hasNextPage && <Button onClick={() => void asked.fetchNextPage()}>{m.templates_more()}</Button>}
      {looked && <HistoryDialog template={looked} onClose={() => setLooked(undefined)} />}
      {dialog && (
        <TemplateDialog
          brandId={brandId}
          folders={folders.filter((one) => one !== '')}
          template={dialog === 'new' ? undefined : dialog}
          onClose={() => setDialog(undefined)}
        />
      )}
    </Page>
  )
}

function Line({
  template,
  onChange,
  onHistory,
}: {
  template: Template
  onChange: () => void
  onHistory: () => void
}) {
  const isJapanese = useMe()?.locale === 'ja'
  const remove = useTell('DELETE /api/templates/{id}', { stale })
  const { name, shortcut, textEn, textJa, staleTwin, actions, used, lastUsedAt } = template
  const isMissing = (textEn === '') !== (textJa === '')
  return (
    <Row
      name={name}
      about={
        <span className="line-clamp-1" lang={isJapanese ? 'ja' : 'en'}>
          {opening(isJapanese ? textJa || textEn : textEn || textJa)}
        </span>
      }
      marks={
        <>
          {shortcut && <Chip tone="ai">;{shortcut}</Chip>}
          {actions.length > 0 && <Chip>{m.templates_acts({ count: actions.length })}</Chip>}
          {isMissing && <Chip tone="kohaku">{m.settings_twin_missing()}</Chip>}
          {staleTwin && (
            <Chip tone="kohaku">{staleTwin === 'ja' ? m.templates_stale_ja() : m.templates_stale_en()}</Chip>
          )}
        </>
      }
    >
      <span className="text-small text-ink3">
        {m.settings_used({ count: used })}
        {lastUsedAt && ` · ${whenOf(lastUsedAt)}`}
      </span>
      <Button onClick={onChange}>{m.settings_change()}</Button>
      <Button onClick={onHistory}>{m.templates_history()}</Button>
      <Button
        look="danger"
        onClick={() =>
          askFirst({
            title: m.settings_sure_delete({ name }),
            about: m.settings_sure_template(),
            name: m.settings_delete(),
            run: () => remove.mutate({ params: { id: template.id } }),
          })
        }
      >
        {m.settings_delete()}
      </Button>
    </Row>
  )
}

/** What it says; that it greets somebody first says little. */
const opening = (text: string) => legible(text.replace(/^\{\{customer\.greeting\}\}[,、]?\s*/, ''))
