import { useEffect, useState } from 'react'
import { useAsk, useTell } from '#agent/ask.ts'
import { Chip } from '#agent/kit/chip.tsx'
import { TextArea } from '#agent/kit/field.tsx'
import { Section } from '#agent/settings-screen/page.tsx'
import { m } from '#texts'
import type { Finding } from '../contract.ts'

const pause = 500

/** Shows what a text would be warned of or stopped for; nothing is sent and nothing recorded. */
export function TryText({ brandId }: { brandId: number }) {
  const [text, setText] = useState('')
  const [found, setFound] = useState<Finding[]>()
  // What is looked for may have been changed above.
  const settings = useAsk('GET /api/brands/{id}/reply-checks', { params: { id: brandId } }).data
  const words = useAsk('GET /api/checked-words', { query: { brandId, limit: 200 } }).data
  const { mutate } = useTell('POST /api/brands/{id}/reply-checks', { onDone: ({ items }) => setFound(items) })
  useEffect(() => {
    if (text.trim() === '') return setFound(undefined)
    const timer = setTimeout(() => mutate({ params: { id: brandId }, body: { text } }), pause)
    return () => clearTimeout(timer)
  }, [text, brandId, settings, words, mutate])
  return (
    <Section title={m.checks_try()}>
      <p className="-mt-2 mb-3 text-list text-ink2">{m.checks_try_hint()}</p>
      <TextArea
        name={m.checks_try_text()}
        rows={5}
        maxLength={20_000}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div aria-live="polite" className="mt-1 text-list">
        {found?.length === 0 && <p className="text-matcha">{m.checks_try_nothing()}</p>}
        <ul className="grid gap-1.5">
          {found?.map((one) => (
            <li key={one.id} className="flex items-start gap-2">
              <Chip tone={one.level === 'block' ? 'shu' : 'kohaku'}>
                {one.level === 'block' ? m.checks_level_block() : m.checks_level_warn()}
              </Chip>
              <span className="min-w-0 flex-1">
                {one.what} <span className="text-ink2">{one.advice}</span>
              </span>
            </li>
          ))}
        </ul>
      </div>
    </Section>
  )
}
