import { useState } from 'react'
import { useAsk, useTell } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { Chip } from '#agent/kit/chip.tsx'
import { TextField } from '#agent/kit/field.tsx'
import { askFirst } from '#agent/settings-screen/ask-first.tsx'
import { FormDialog } from '#agent/kit/form-dialog.tsx'
import { Page, Row, Rows } from '#agent/settings-screen/page.tsx'
import { useForm } from '#agent/settings-screen/use-form.ts'
import { m } from '#texts'
import { getLocale } from '#texts/runtime'
import { useBrand } from '#agent/settings-screen/use-brand.tsx'
import { BeginSynonyms } from './begin-synonyms.tsx'

type Group = { id: number; words: string[] }
const stale = ['GET /api/synonyms'] as const

export default function SynonymsPage() {
  const { brandId, choice } = useBrand()
  const asked = useAsk('GET /api/synonyms', { query: { brandId, limit: 200 } }, { enabled: brandId > 0 })
  const [dialog, setDialog] = useState<Group | 'new'>()
  const remove = useTell('DELETE /api/synonyms/{id}', { stale })
  const add = (
    <Button look="primary" onClick={() => setDialog('new')}>
      {m.knowledge_synonyms_new()}
    </Button>
  )
  return (
    <Page title={m.knowledge_synonyms()} intro={m.knowledge_synonyms_intro()} action={add}>
      {choice}
      <Rows asked={asked} empty={m.knowledge_synonyms_none()}>
        {(group) => (
          <Row
            key={group.id}
            name={
              <span className="flex flex-wrap gap-1">
                {group.words.map((word) => (
                  <Chip key={word}>{word}</Chip>
                ))}
              </span>
            }
          >
            <Button onClick={() => setDialog(group)}>{m.settings_change()}</Button>
            <Button
              look="danger"
              onClick={() =>
                askFirst({
                  title: m.knowledge_synonyms_sure(),
                  about: m.knowledge_synonyms_sure_about(),
                  name: m.settings_delete(),
                  run: () => remove.mutate({ params: { id: group.id } }),
                })
              }
            >
              {m.settings_delete()}
            </Button>
          </Row>
        )}
      </Rows>
      {asked.data?.items.length === 0 && <BeginSynonyms brandId={brandId} />}
      {dialog && (
        <GroupDialog
          brandId={brandId}
          group={dialog === 'new' ? undefined : dialog}
          onClose={() => setDialog(undefined)}
        />
      )}
    </Page>
  )
}

function GroupDialog({
  brandId,
  group,
  onClose,
}: {
  brandId: number
  group: Group | undefined
  onClose: () => void
}) {
  const initial = { words: group?.words.join(getLocale() === 'ja' ? '、' : ', ') ?? '' }
  const create = useForm('POST /api/synonyms', initial, { stale, onDone: onClose })
  const change = useForm('PUT /api/synonyms/{id}', initial, { stale, onDone: onClose })
  const form = group ? change : create
  const save = () => {
    const words = form.values.words
      .split(/[,、，]/)
      .map((word) => word.trim())
      .filter(Boolean)
    if (group) change.tell({ params: { id: group.id }, body: { words } })
    else create.tell({ body: { brandId, words } })
  }
  return (
    <FormDialog
      title={group ? m.knowledge_synonyms() : m.knowledge_synonyms_new()}
      isBusy={form.isBusy}
      error={form.errorBesides('words')}
      onSave={save}
      onClose={onClose}
    >
      <TextField
        name={m.knowledge_synonyms_words()}
        hint={m.knowledge_synonyms_words_hint()}
        required
        autoFocus
        {...form.text('words')}
      />
    </FormDialog>
  )
}
