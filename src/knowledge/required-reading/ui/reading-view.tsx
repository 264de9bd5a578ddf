import { type FormEvent, useState } from 'react'
import { useAsk, useTell } from '#agent/ask.ts'
import { Button, IconButton } from '#agent/kit/button.tsx'
import { Icon } from '#agent/kit/icon.tsx'
import { ErrorState, Skeleton } from '#agent/kit/states.tsx'
import { exactOf } from '#agent/kit/time.ts'
import { say } from '#agent/kit/toast.tsx'
import { wordsOf } from '#agent/kit/words.ts'
import { useMe } from '#agent/me.ts'
import { m } from '#texts'
import { getLocale } from '#texts/runtime'
import type { MyReadingPage } from '../contract.ts'

/** The manual itself, and below it what is asked of whoever has read it. Made for a phone as much as for a desk. */
export function ReadingView({ id, onBack }: { id: number; onBack: () => void }) {
  const page = useAsk('GET /api/my-readings/{id}', { params: { id } })
  const reading = page.data
  return (
    <main className="h-full overflow-y-auto border-l border-line bg-paper max-phone:border-l-0">
      <div className="mx-auto max-w-[720px] px-8 py-5 max-phone:px-4">
        <div className="flex items-start gap-2">
          <IconButton name={m.required_reading_back()} onClick={onBack}>
            <Icon name="back" />
          </IconButton>
          <div className="min-w-0 flex-1">
            <h1 className="text-[20px] text-balance">{reading?.title ?? m.required_reading_title()}</h1>
            {reading && (
              <p className="text-small text-ink2">
                {[
                  m.required_reading_version({ number: reading.number }),
                  reading.confirmedAt
                    ? m.required_reading_confirmed_at({ when: exactOf(reading.confirmedAt) })
                    : m.required_reading_due({ when: exactOf(reading.dueAt) }),
                ].join(' · ')}
              </p>
            )}
          </div>
        </div>
        {page.isError && <ErrorState error={page.error} onRetry={() => void page.refetch()} />}
        {page.isPending && <Skeleton className="mt-5 h-60" />}
        {reading && (
          <>
            {reading.locale !== getLocale() && (
              <p className="mt-4 rounded-[8px] bg-kohaku-soft px-3 py-2 text-small text-kohaku">
                {m.required_reading_in_source_language()}
              </p>
            )}
            {/* Cleaned by the desk when it was saved: src/knowledge/article-html.ts. */}
            <div
              lang={reading.locale}
              className="prose-reply mt-5 text-read [&_h2]:mt-5 [&_h2]:font-semibold [&_h3]:mt-4 [&_h3]:font-semibold"
              dangerouslySetInnerHTML={{ __html: reading.html }}
            />
            {reading.confirmedAt === null && <Confirm reading={reading} onBack={onBack} />}
          </>
        )}
      </div>
    </main>
  )
}

function Confirm({ reading, onBack }: { reading: MyReadingPage; onBack: () => void }) {
  const me = useMe()
  const [choice, setChoice] = useState<number>()
  const [passage, setPassage] = useState<string>()
  const confirm = useTell('POST /api/my-readings/{id}/confirmation', {
    stale: ['GET /api/my-readings', 'GET /api/my-readings/{id}', 'GET /api/required-readings'],
    onDone: ({ isConfirmed, passage: told }) => {
      if (!isConfirmed) {
        setChoice(undefined)
        return setPassage(told)
      }
      say({ text: m.required_reading_confirmed_toast() })
      onBack()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setPassage(undefined)
    const body = { versionId: reading.versionId, choice: choice ?? null }
    confirm.mutate({ params: { id: reading.id }, body })
  }
  const { question } = reading
  return (
    <form onSubmit={submit} className="mt-8 grid gap-4 rounded-[10px] border border-line bg-mat px-5 py-4">
      {question && (
        <fieldset className="grid gap-1" lang={reading.locale}>
          <legend className="mb-1.5">
            <span className="block text-small font-semibold text-ink2">{m.required_reading_check()}</span>
            {question.text}
          </legend>
          {turned(question.choices, reading.id + (me?.id ?? 0)).map(({ words, at }) => (
            <label
              key={at}
              className="flex items-center gap-2.5 rounded-[7px] px-2 py-1 has-checked:bg-ai-soft max-phone:min-h-11"
            >
              <input
                type="radio"
                name="choice"
                checked={choice === at}
                onChange={() => setChoice(at)}
                className="size-3.5 shrink-0 accent-(--ai) max-phone:size-5"
              />
              {words}
            </label>
          ))}
        </fieldset>
      )}
      <div aria-live="polite">
        {passage !== undefined && (
          <div className="rounded-[8px] bg-kohaku-soft px-3.5 py-2.5">
            <p className="font-medium">
              {passage ? m.required_reading_wrong() : m.required_reading_wrong_plain()}
            </p>
            {passage && <p className="mt-1 whitespace-pre-wrap">{passage}</p>}
          </div>
        )}
        {confirm.error && <p className="text-small text-shu">{wordsOf(confirm.error)}</p>}
      </div>
      <div>
        <Button
          look="primary"
          type="submit"
          isBusy={confirm.isPending}
          disabled={question !== null && choice === undefined}
        >
          {m.required_reading_confirm()}
        </Button>
      </div>
    </form>
  )
}

/** The same choices beginning elsewhere for each, so that nobody is told "the first one". */
function turned(choices: readonly string[], by: number): { words: string; at: number }[] {
  const all = choices.map((words, at) => ({ words, at }))
  const start = by % Math.max(all.length, 1)
  return [...all.slice(start), ...all.slice(0, start)]
}
