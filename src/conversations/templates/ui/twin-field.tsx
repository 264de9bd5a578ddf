import { type ChangeEvent, type Ref, useImperativeHandle, useRef } from 'react'
import { Button } from '#agent/kit/button.tsx'
import { TextArea } from '#agent/kit/field.tsx'
import type { Locale } from '#platform/locale.ts'
import { m } from '#texts'

/** Where the cursor stands: what the text is with something put in there. */
export type Place = { with: (words: string) => string }

/** One language of a template, with a button that puts in what is filled in later. */
export function TwinField({
  locale,
  place,
  isStale,
  onPlaceholder,
  value,
  onChange,
  error,
}: {
  locale: Locale
  place: Ref<Place>
  isStale: boolean
  onPlaceholder: () => void
  value: string
  onChange: (event: ChangeEvent<HTMLTextAreaElement>) => void
  error: string | undefined
}) {
  const field = useRef<HTMLTextAreaElement>(null)
  useImperativeHandle(place, () => ({
    with(words) {
      const { selectionStart: from, selectionEnd: to } = field.current ?? {}
      return `${value.slice(0, from ?? value.length)}${words}${value.slice(to ?? value.length)}`
    },
  }))
  return (
    <div className="grid content-start gap-1.5">
      <TextArea
        ref={field}
        name={locale === 'ja' ? '日本語' : 'English'}
        lang={locale}
        rows={11}
        value={value}
        onChange={onChange}
        error={error}
        hint={isStale ? m.templates_twin_stale() : undefined}
      />
      <div>
        <Button onClick={onPlaceholder}>
          {locale === 'ja' ? m.templates_put_in_ja() : m.templates_put_in_en()}
        </Button>
      </div>
    </div>
  )
}
