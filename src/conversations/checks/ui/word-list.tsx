import { useState } from 'react'
import { useAsk, useTell } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { Chip } from '#agent/kit/chip.tsx'
import { Select, TextField } from '#agent/kit/field.tsx'
import { askFirst } from '#agent/settings-screen/ask-first.tsx'
import { FormDialog } from '#agent/kit/form-dialog.tsx'
import { Row, Rows, Section } from '#agent/settings-screen/page.tsx'
import { useForm } from '#agent/settings-screen/use-form.ts'
import { m } from '#texts'
import type { CheckedWord } from '../contract.ts'

const stale = ['GET /api/checked-words'] as const

/** Words the brand does not say, or not without a second thought, why, and what to say instead. */
export function WordList({ brandId }: { brandId: number }) {
  const asked = useAsk('GET /api/checked-words', { query: { brandId, limit: 200 } })
  const [dialog, setDialog] = useState<CheckedWord | 'new'>()
  const remove = useTell('DELETE /api/checked-words/{id}', { stale })
  return (
    <Section title={m.checks_words()}>
      <div className="-mt-2 mb-3 flex flex-wrap items-center gap-x-4 gap-y-2">
        <p className="min-w-0 flex-1 text-list text-ink2">{m.checks_words_hint()}</p>
        <Button onClick={() => setDialog('new')}>{m.checks_word_new()}</Button>
      </div>
      <Rows asked={asked} empty={m.checks_words_none()}>
        {(one) => (
          <Row
            key={one.id}
            name={one.word}
            about={[one.why, one.instead && m.checks_advice_instead({ instead: one.instead })]
              .filter((part) => part !== '')
              .join(' ')}
            marks={
              one.kind === 'forbidden' ? (
                <Chip tone="shu">{m.checks_kind_forbidden()}</Chip>
              ) : (
                <Chip tone="kohaku">{m.checks_kind_warning()}</Chip>
              )
            }
          >
            <Button onClick={() => setDialog(one)}>{m.settings_change()}</Button>
            <Button
              look="danger"
              onClick={() =>
                askFirst({
                  title: m.checks_sure_delete({ word: one.word }),
                  about: m.checks_sure_delete_about(),
                  name: m.settings_delete(),
                  run: () => remove.mutate({ params: { id: one.id } }),
                })
              }
            >
              {m.settings_delete()}
            </Button>
          </Row>
        )}
      </Rows>
      {dialog && (
        <WordDialog
          brandId={brandId}
          word={dialog === 'new' ? undefined : dialog}
          onClose={() => setDialog(undefined)}
        />
      )}
    </Section>
  )
}

type DialogProps = { brandId: number; word: CheckedWord | undefined; onClose: () => void }

function WordDialog({ brandId, word, onClose }: DialogProps) {
  const initial = {
    kind: word?.kind ?? ('forbidden' as const),
    word: word?.word ?? '',
    why: word?.why ?? '',
    instead: word?.instead ?? '',
  }
  const add = useForm('POST /api/checked-words', initial, { stale, onDone: onClose })
  const change = useForm('PATCH /api/checked-words/{id}', initial, { stale, onDone: onClose })
  const form = word ? change : add
  const save = () =>
    word
      ? change.tell({ params: { id: word.id }, body: change.values })
      : add.tell({ body: { ...add.values, brandId } })
  return (
    <FormDialog
      title={word?.word ?? m.checks_word_new()}
      isBusy={form.isBusy}
      error={form.errorBesides('word', 'why', 'instead')}
      onSave={save}
      onClose={onClose}
    >
      <TextField name={m.checks_word()} required autoFocus maxLength={100} {...form.text('word')} />
      <Select
        name={m.checks_kind()}
        value={form.values.kind}
        choices={[
          { value: 'forbidden', name: m.checks_kind_forbidden() },
          { value: 'warning', name: m.checks_kind_warning() },
        ]}
        onChange={(event) => form.set('kind', event.target.value === 'warning' ? 'warning' : 'forbidden')}
      />
      <TextField name={m.checks_why()} maxLength={300} {...form.text('why')} />
      <TextField name={m.checks_instead()} maxLength={300} {...form.text('instead')} />
    </FormDialog>
  )
}
