import { useState } from 'react'
import { tell } from '#agent/api.ts'
import { useAsk } from '#agent/ask.ts'
import { Check, TextField } from '#agent/kit/field.tsx'
import { exactOf } from '#agent/kit/time.ts'
import { useMe } from '#agent/me.ts'
import { FormDialog } from '#agent/kit/form-dialog.tsx'
import { clockIn, localInput, momentOf } from '#conversations/ui/composer/zones.ts'
import { m } from '#texts'
import { useStep } from './use-steps.ts'
import type { Writing } from './use-writing.ts'
import { type Article, languageIn } from './words.ts'

type PublishProps = { article: Article; writing: Writing; onClose: () => void }

/** Now, or at a time on the clock of whoever publishes; says what readers will see instead of what. */
export default function PublishDialog({ article, writing, onClose }: PublishProps) {
  const zone = useMe()?.timeZone ?? 'Asia/Tokyo'
  const [isLater, setLater] = useState(false)
  const [isSmall, setSmall] = useState(false)
  const required = useAsk('GET /api/articles/{id}/required-reading', { params: { id: article.id } })
  const [when, setWhen] = useState(() => localInput(zone, clockIn(zone, 1, 9)))
  const [isBusy, setBusy] = useState(false)
  const take = useStep(writing)
  const { locale, text } = writing
  const at = isLater ? momentOf(zone, when).toISOString() : null
  const go = async () => {
    setBusy(true)
    await take(
      (revision) =>
        tell('POST /api/articles/{id}/texts/{locale}/publication', {
          params: { id: article.id, locale },
          body: { revision, at, isSmall },
        }),
      at ? m.knowledge_said_scheduled({ when: exactOf(at) }) : m.knowledge_said_published(),
    )
    onClose()
  }
  const about =
    article.audience === 'staff'
      ? m.knowledge_publish_staff()
      : text?.published
        ? m.knowledge_publish_next({ number: text.published.number })
        : m.knowledge_publish_first()
  return (
    <FormDialog
      title={m.knowledge_publish_title({ language: languageIn(locale) })}
      save={isLater ? m.knowledge_publish_schedule() : m.knowledge_publish_now()}
      isBusy={isBusy}
      onSave={() => void go()}
      onClose={onClose}
    >
      <p className="text-ink2">{about}</p>
      <fieldset className="grid gap-2">
        <legend className="sr-only">{m.knowledge_publish_when()}</legend>
        {[false, true].map((later) => (
          <label key={String(later)} className="flex items-center gap-2.5 max-phone:min-h-11">
            <input
              type="radio"
              name="when"
              autoFocus={!later}
              checked={isLater === later}
              onChange={() => setLater(later)}
              className="size-3.5 accent-(--ai)"
            />
            {later ? m.knowledge_publish_later() : m.knowledge_publish_now()}
          </label>
        ))}
      </fieldset>
      {required.data?.reading && !isLater && (
        <Check
          name={m.required_reading_small()}
          checked={isSmall}
          onChange={(event) => setSmall(event.target.checked)}
        />
      )}
      {isLater && (
        <TextField
          name={m.knowledge_publish_when()}
          hint={m.knowledge_publish_off()}
          type="datetime-local"
          required
          min={localInput(zone)}
          value={when}
          onChange={(event) => setWhen(event.target.value)}
        />
      )}
    </FormDialog>
  )
}
