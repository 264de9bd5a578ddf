import { useState } from 'react'
import { useAsk } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { TextField } from '#agent/kit/field.tsx'
import { wordsOf } from '#agent/kit/words.ts'
import { m } from '#texts'
import { fill, placeholdersIn } from '../placeholder-contract.ts'

/** Both texts as they would be in a real conversation; the newest one, unless another is named. */
export function Preview({ brandId, textJa, textEn }: { brandId: number; textJa: string; textEn: string }) {
  const [isShown, setShown] = useState(false)
  if (isShown) return <Filled {...{ brandId, textJa, textEn }} />
  return (
    <div>
      <Button onClick={() => setShown(true)}>{m.templates_preview()}</Button>
    </div>
  )
}

function Filled({ brandId, textJa, textEn }: { brandId: number; textJa: string; textEn: string }) {
  const [number, setNumber] = useState('')
  const newest = useAsk('GET /api/conversations', { query: { brandId, limit: 1 } }).data?.items[0]?.id
  const id = Number(number.replace(/^\D+/, '')) || newest
  const filling = useAsk(
    'GET /api/conversations/{id}/template-values',
    { params: { id: id ?? 0 } },
    { enabled: id !== undefined, retry: false },
  )
  return (
    <section aria-label={m.templates_preview()} className="rounded-[8px] border border-line p-3">
      <div className="max-w-[200px]">
        <TextField
          name={m.templates_preview_number()}
          inputMode="numeric"
          placeholder={newest === undefined ? '' : String(newest)}
          value={number}
          error={filling.error ? wordsOf(filling.error) : undefined}
          onChange={(event) => setNumber(event.target.value)}
        />
      </div>
      {filling.data && (
        <div className="mt-2 grid grid-cols-2 gap-4 max-phone:grid-cols-1">
          {(['ja', 'en'] as const).map((locale) => (
            <Shown
              key={locale}
              locale={locale}
              text={fill(locale === 'ja' ? textJa : textEn, filling.data, locale)}
            />
          ))}
        </div>
      )}
    </section>
  )
}

/** What is still open is marked: it would keep a reply from being sent. */
function Shown({ text, locale }: { text: string; locale: 'ja' | 'en' }) {
  const open = placeholdersIn(text)
  const parts = open.length === 0 ? [text] : text.split(new RegExp(`(${open.map(escaped).join('|')})`, 'u'))
  return (
    <p lang={locale} className="text-list leading-[1.65] whitespace-pre-wrap">
      {parts.map((part, at) =>
        open.includes(part) ? (
          // The parts have no other name than their place.
          // eslint-disable-next-line react/no-array-index-key
          <mark key={at} className="rounded-[4px] bg-kohaku-soft px-0.5 text-kohaku">
            {part}
          </mark>
        ) : (
          part
        ),
      )}
    </p>
  )
}

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
