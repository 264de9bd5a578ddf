import { TextArea, TextField } from '#agent/kit/field.tsx'
import { m } from '#texts'
import type { Both } from '../../../graph.ts'

type Props = { name: string; text: Both; rows?: number; onChange: (text: Both) => void }

/** A text in both languages, side by side in meaning if not in place. */
export function BothFields({ name, text, rows = 0, onChange }: Props) {
  const put =
    (locale: 'en' | 'ja') =>
    ({ target }: { target: { value: string } }) =>
      onChange({ ...text, [locale]: target.value })
  const ja = { name: m.flows_in_japanese({ name }), lang: 'ja', value: text.ja, onChange: put('ja') }
  const en = { name: m.flows_in_english({ name }), lang: 'en', value: text.en, onChange: put('en') }
  if (rows > 0)
    return (
      <div className="grid gap-2.5">
        <TextArea {...ja} rows={rows} maxLength={5_000} />
        <TextArea {...en} rows={rows} maxLength={5_000} />
      </div>
    )
  return (
    <div className="grid gap-2">
      <TextField {...ja} maxLength={300} />
      <TextField {...en} maxLength={300} />
    </div>
  )
}
