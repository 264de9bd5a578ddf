import { useState } from 'react'
import { useAsk, useTell } from '#agent/ask.ts'
import { Check, TextArea, TextField } from '#agent/kit/field.tsx'
import { say } from '#agent/kit/toast.tsx'
import { wordsOf } from '#agent/kit/words.ts'
import { FormDialog } from '#agent/kit/form-dialog.tsx'
import { m } from '#texts'
import type { CheckQuestion, ReadingPage } from '../contract.ts'

type Words = { text: string; choices: string; passage: string }

/** Who shall read it, in how many days, and what is asked of them afterwards in both languages. */
export default function RequireDialog({
  articleId,
  brandId,
  reading,
  onClose,
}: {
  articleId: number
  brandId: number
  reading: ReadingPage | null
  onClose: () => void
}) {
  const [teamIds, setTeams] = useState(reading?.teams.map(({ id }) => id) ?? [])
  const [staffIds, setStaff] = useState(reading?.staff.map(({ id }) => id) ?? [])
  const [days, setDays] = useState(String(reading?.days ?? 7))
  const [asks, setAsks] = useState(reading?.question !== null && reading !== null)
  const [ja, setJa] = useState(wordsFrom(reading?.question, 'ja'))
  const [en, setEn] = useState(wordsFrom(reading?.question, 'en'))
  const [isUneven, setUneven] = useState(false)
  const query = { brandId, limit: 200 }
  const teams = useAsk('GET /api/teams', { query: {} }).data?.items ?? []
  const people = useAsk('GET /api/colleagues', { query }).data?.items ?? []
  const ask = useTell('PUT /api/articles/{id}/required-reading', {
    stale: ['GET /api/articles/{id}/required-reading', 'GET /api/required-readings', 'GET /api/my-readings'],
    onDone: () => {
      say({ text: m.required_reading_asked_toast() })
      onClose()
    },
  })
  const save = () => {
    const question = asks ? { ja: asked(ja), en: asked(en), right: 0 } : null
    const count = question?.ja.choices.length ?? 2
    if (count < 2 || count !== (question?.en.choices.length ?? 2)) return setUneven(true)
    setUneven(false)
    ask.mutate({
      params: { id: articleId },
      body: { teamIds, staffIds, days: Number(days), question },
    })
  }
  const error = isUneven ? m.required_reading_unequal() : ask.error ? wordsOf(ask.error) : undefined
  return (
    <FormDialog
      title={m.required_reading_ask()}
      save={reading ? m.required_reading_ask_again() : m.required_reading_ask()}
      isBusy={ask.isPending}
      error={error}
      onSave={save}
      onClose={onClose}
      width={620}
    >
      <Several
        name={m.required_reading_teams()}
        hint={m.required_reading_teams_hint()}
        all={teams}
        chosen={teamIds}
        onChange={setTeams}
      />
      <Several name={m.required_reading_people()} all={people} chosen={staffIds} onChange={setStaff} />
      <TextField
        name={m.required_reading_days()}
        type="number"
        min={1}
        max={365}
        required
        value={days}
        onChange={(event) => setDays(event.target.value)}
        className="max-w-[120px]"
      />
      <Check
        name={m.required_reading_has_question()}
        checked={asks}
        onChange={(event) => setAsks(event.target.checked)}
      />
      {asks && (
        <div className="grid grid-cols-2 gap-3 max-phone:grid-cols-1">
          <QuestionFields locale="ja" words={ja} onChange={setJa} />
          <QuestionFields locale="en" words={en} onChange={setEn} />
        </div>
      )}
    </FormDialog>
  )
}

function Several({
  name,
  hint,
  all,
  chosen,
  onChange,
}: {
  name: string
  hint?: string
  all: readonly { id: number; name: string }[]
  chosen: readonly number[]
  onChange: (ids: number[]) => void
}) {
  if (all.length === 0) return null
  return (
    <fieldset className="grid gap-1">
      <legend className="mb-1 text-small font-semibold text-ink2">{name}</legend>
      <div className="grid grid-cols-2 gap-x-4 gap-y-1 max-phone:grid-cols-1">
        {all.map((one) => (
          <Check
            key={one.id}
            name={one.name}
            checked={chosen.includes(one.id)}
            onChange={(event) =>
              onChange(event.target.checked ? [...chosen, one.id] : chosen.filter((id) => id !== one.id))
            }
          />
        ))}
      </div>
      {hint && <p className="text-small text-ink3">{hint}</p>}
    </fieldset>
  )
}

function QuestionFields({
  locale,
  words,
  onChange,
}: {
  locale: 'ja' | 'en'
  words: Words
  onChange: (words: Words) => void
}) {
  const names = labels[locale]
  return (
    <div className="grid content-start gap-3">
      <TextField
        name={names.question()}
        lang={locale}
        required
        maxLength={500}
        value={words.text}
        onChange={(event) => onChange({ ...words, text: event.target.value })}
      />
      <TextArea
        name={names.choices()}
        hint={m.required_reading_choices_hint()}
        lang={locale}
        rows={4}
        required
        value={words.choices}
        onChange={(event) => onChange({ ...words, choices: event.target.value })}
      />
      <TextArea
        name={names.passage()}
        lang={locale}
        rows={3}
        maxLength={2_000}
        value={words.passage}
        onChange={(event) => onChange({ ...words, passage: event.target.value })}
      />
    </div>
  )
}

const labels = {
  ja: {
    question: m.required_reading_question_ja,
    choices: m.required_reading_choices_ja,
    passage: m.required_reading_passage_ja,
  },
  en: {
    question: m.required_reading_question_en,
    choices: m.required_reading_choices_en,
    passage: m.required_reading_passage_en,
  },
}

/** The right one first, as it is written. */
function wordsFrom(question: CheckQuestion | null | undefined, locale: 'ja' | 'en'): Words {
  if (!question) return { text: '', choices: '', passage: '' }
  const { text, choices, passage } = question[locale]
  const right = choices[question.right] ?? ''
  const rest = choices.filter((_, at) => at !== question.right)
  return { text, choices: [right, ...rest].join('\n'), passage }
}

const asked = ({ text, choices, passage }: Words) => ({
  text,
  passage,
  choices: choices
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean),
})
