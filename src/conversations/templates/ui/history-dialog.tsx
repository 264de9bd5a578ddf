import { useState } from 'react'
import type { Reply } from '#agent/api.ts'
import { useAskPages, useTell } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { Chip } from '#agent/kit/chip.tsx'
import { Dialog } from '#agent/kit/dialog.tsx'
import { MoreOf } from '#agent/kit/paged-list.tsx'
import { EmptyState, ErrorState, Skeleton } from '#agent/kit/states.tsx'
import { exactOf } from '#agent/kit/time.ts'
import { say } from '#agent/kit/toast.tsx'
import { useMe } from '#agent/me.ts'
import { wordsBetween } from '#platform/difference.ts'
import { m } from '#texts'
import { Changes } from '../../reply-approvals/ui/changes.tsx'
import { actionWords, useLists } from './action-words.ts'

type Template = Reply<'GET /api/templates'>['items'][number]
type Change = Reply<'GET /api/templates/{id}/history'>['items'][number]
type State = Change['after']

/** Who changed what of a template and when; each state can be compared with today's and taken back. */
export function HistoryDialog({ template, onClose }: { template: Template; onClose: () => void }) {
  const params = { id: template.id }
  const pages = useAskPages('GET /api/templates/{id}/history', { params }, { limit: 20 })
  const { items } = pages
  return (
    <Dialog title={m.templates_history_of({ name: template.name })} width={860} isOpen onClose={onClose}>
      {pages.error ? (
        <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />
      ) : pages.isPending ? (
        <Skeleton className="h-40" />
      ) : items.length === 0 ? (
        <EmptyState title={m.templates_history_none()} />
      ) : (
        <ol className="grid gap-5">
          {items.map((change, at) => (
            <Entry
              key={change.id}
              change={change}
              template={template}
              today={at === 0 ? undefined : items[0]?.after}
            />
          ))}
        </ol>
      )}
      <MoreOf pages={pages} />
    </Dialog>
  )
}

function Entry({
  change,
  template,
  today,
}: {
  change: Change
  template: Template
  /** What the template says now; nothing where this change is the latest. */
  today: State | undefined
}) {
  const [isBesideToday, setBesideToday] = useState(false)
  const mayChange = useMe()?.role !== 'read_only'
  return (
    <li className="grid gap-2 border-b border-line pb-5 last:border-b-0 last:pb-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <p className="min-w-[220px] flex-1">
          <b className="font-semibold">{change.by?.name ?? m.templates_history_desk()}</b>{' '}
          <span className="text-ink2">{saidOf(change)}</span>{' '}
          <span className="text-small text-ink3">{exactOf(change.at)}</span>
        </p>
        {today ? (
          <div className="flex flex-wrap gap-1.5">
            <Button aria-expanded={isBesideToday} onClick={() => setBesideToday(!isBesideToday)}>
              {isBesideToday ? m.templates_history_change_only() : m.templates_history_compare()}
            </Button>
            {mayChange && <Restore change={change} template={template} />}
          </div>
        ) : (
          <Chip tone="matcha">{m.templates_history_now()}</Chip>
        )}
      </div>
      {isBesideToday && today ? (
        <Between
          before={change.after}
          after={today}
          template={template}
          ifSame={m.templates_history_same()}
        />
      ) : (
        change.before && <Between before={change.before} after={change.after} template={template} />
      )}
    </li>
  )
}

function Restore({ change, template: { id } }: { change: Change; template: Template }) {
  const restore = useTell('POST /api/templates/{id}/restoration', {
    stale: ['GET /api/templates', 'GET /api/templates/{id}/history'],
    onDone: () => say({ text: m.templates_history_restored() }),
  })
  return (
    <Button
      isBusy={restore.isPending}
      onClick={() => restore.mutate({ params: { id }, body: { changeId: change.id } })}
    >
      {m.templates_history_restore()}
    </Button>
  )
}

/** What differs between two states: texts word by word, everything else by what it was and is. */
function Between({
  before,
  after,
  template,
  ifSame,
}: {
  before: State
  after: State
  template: Template
  ifSame?: string
}) {
  const lists = useLists(template.brandId)
  const acts = ({ actions }: State) => actions.map((one) => actionWords(one, lists)).join(' / ')
  const rows = [
    [m.settings_name(), before.name, after.name],
    [m.templates_folder(), before.folder, after.folder],
    [m.settings_shortcut(), before.shortcut ?? '', after.shortcut ?? ''],
    [m.templates_keywords(), before.keywords, after.keywords],
    [m.templates_actions(), acts(before), acts(after)],
  ].filter(([, from, to]) => from !== to)
  const texts = (['textJa', 'textEn'] as const).filter((key) => before[key] !== after[key])
  if (rows.length + texts.length === 0)
    return ifSame ? <p className="text-small text-ink3">{ifSame}</p> : null
  return (
    <div className="grid gap-2">
      {rows.length > 0 && (
        <dl className="grid gap-1 text-list">
          {rows.map(([name, from, to]) => (
            <div key={name} className="flex flex-wrap gap-x-2">
              <dt className="text-ink3">{name}</dt>
              <dd>
                {m.templates_history_from_to({
                  from: from || m.templates_history_nothing(),
                  to: to || m.templates_history_nothing(),
                })}
              </dd>
            </div>
          ))}
        </dl>
      )}
      <div className={texts.length === 2 ? 'grid grid-cols-2 gap-4 max-phone:grid-cols-1' : ''}>
        {texts.map((key) => (
          <div key={key} lang={key === 'textJa' ? 'ja' : 'en'} className="grid content-start gap-1">
            <span className="text-small font-semibold text-ink2">
              {key === 'textJa' ? '日本語' : 'English'}
            </span>
            <Changes changes={wordsBetween(before[key], after[key])} />
          </div>
        ))}
      </div>
    </div>
  )
}

function saidOf({ kind, before, restoredId, restoredAt }: Change): string {
  if (kind === 'created') return m.templates_history_created()
  if (kind === 'twin_checked')
    return before?.staleTwin === 'ja' ? m.templates_history_checked_ja() : m.templates_history_checked_en()
  if (restoredId === null) return m.templates_history_changed()
  return restoredAt === null
    ? m.templates_history_taken_back_once()
    : m.templates_history_taken_back({ when: exactOf(restoredAt) })
}
