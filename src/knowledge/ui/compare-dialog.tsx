import { useEffect, useState } from 'react'
import { useAsk } from '#agent/ask.ts'
import { Dialog } from '#agent/kit/dialog.tsx'
import { Check, Select } from '#agent/kit/field.tsx'
import { ErrorState, Skeleton } from '#agent/kit/states.tsx'
import { fullDayOf } from '#agent/kit/time.ts'
import { m } from '#texts'
import { Compared } from './compared.tsx'
import type { Writing } from './use-writing.ts'
import type { Article } from './words.ts'

type CompareProps = { article: Article; writing: Writing; from: 'published' | number; onClose: () => void }

/** Two states of one language beside each other: any version, and the draft. */
export default function CompareDialog({ article, writing, from: asked, onClose }: CompareProps) {
  const { locale, text, settle } = writing
  const params = { id: article.id, locale }
  const versions = useAsk('GET /api/articles/{id}/texts/{locale}/versions', { params, query: { limit: 100 } })
  const [from, setFrom] = useState(String(asked === 'published' ? (text?.published?.versionId ?? '') : asked))
  const [to, setTo] = useState('draft')
  const [isWhole, setWhole] = useState(false)
  const [isSaved, setSaved] = useState(false)
  useEffect(() => {
    void settle().then(() => setSaved(true))
    // Once, when it opens.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [])
  const side = (value: string) => (value === 'draft' ? ('draft' as const) : Number(value))
  const compared = useAsk(
    'GET /api/articles/{id}/texts/{locale}/comparison',
    { params, query: { from: side(from), to: side(to) } },
    { enabled: isSaved && from !== '', staleTime: 0 },
  )
  const choices = [
    { value: 'draft', name: m.knowledge_draft() },
    ...(versions.data?.items ?? []).map((one) => ({
      value: String(one.id),
      name: `${m.knowledge_version({ number: one.number })} (${fullDayOf(one.publishedAt)})`,
    })),
  ]
  return (
    <Dialog title={m.knowledge_compare_title()} isOpen onClose={onClose} width={860}>
      <div className="mb-4 grid grid-cols-[1fr_1fr_auto] items-end gap-4 max-phone:grid-cols-1">
        <Select
          name={m.knowledge_compare_from()}
          choices={choices}
          value={from}
          onChange={(event) => setFrom(event.target.value)}
        />
        <Select
          name={m.knowledge_compare_to()}
          choices={choices}
          value={to}
          onChange={(event) => setTo(event.target.value)}
        />
        <div className="pb-2">
          <Check
            name={m.knowledge_compare_all()}
            checked={isWhole}
            onChange={(event) => setWhole(event.target.checked)}
          />
        </div>
      </div>
      {compared.error ? (
        <ErrorState error={compared.error} onRetry={() => void compared.refetch()} />
      ) : compared.data ? (
        <Compared comparison={compared.data} lang={locale} isWhole={isWhole} />
      ) : (
        <Skeleton className="h-40" />
      )}
    </Dialog>
  )
}
