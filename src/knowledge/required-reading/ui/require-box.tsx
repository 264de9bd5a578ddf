import { lazy, Suspense, useState } from 'react'
import { useAsk, useTell } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { exactOf } from '#agent/kit/time.ts'
import { say } from '#agent/kit/toast.tsx'
import { useLeads } from '#agent/me.ts'
import { m } from '#texts'

const RequireDialog = lazy(() => import('./require-dialog.tsx'))

/** Beside a manual: whether it has to be read, and by whom. */
export default function RequireBox({ articleId, brandId }: { articleId: number; brandId: number }) {
  const leads = useLeads()
  const params = { id: articleId }
  const asked = useAsk('GET /api/articles/{id}/required-reading', { params }, { enabled: leads })
  const [isAsking, setAsking] = useState(false)
  const end = useTell('DELETE /api/articles/{id}/required-reading', {
    stale: ['GET /api/articles/{id}/required-reading', 'GET /api/required-readings'],
    onDone: () => say({ text: m.required_reading_stopped_toast() }),
  })
  if (!leads || !asked.data) return null
  const { reading } = asked.data
  return (
    <section aria-label={m.required_reading_title()} className="grid gap-1.5">
      <h3 className="text-small font-semibold text-ink2">{m.required_reading_title()}</h3>
      {reading && (
        <p className="text-small">
          {[
            [...reading.teams, ...reading.staff].map(({ name }) => name).join(' · '),
            m.required_reading_count({ confirmed: reading.confirmed, asked: reading.asked }),
            m.required_reading_due({ when: exactOf(reading.dueAt) }),
          ].join(' — ')}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => setAsking(true)}>
          {reading ? m.required_reading_ask_again() : m.required_reading_ask()}
        </Button>
        {reading && (
          <Button look="quiet" isBusy={end.isPending} onClick={() => end.mutate({ params })}>
            {m.required_reading_stop()}
          </Button>
        )}
      </div>
      <Suspense>
        {isAsking && <RequireDialog {...{ articleId, brandId, reading }} onClose={() => setAsking(false)} />}
      </Suspense>
    </section>
  )
}
