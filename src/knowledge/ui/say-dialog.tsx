import { useState } from 'react'
import { tell } from '#agent/api.ts'
import { TextArea } from '#agent/kit/field.tsx'
import { FormDialog } from '#agent/kit/form-dialog.tsx'
import { m } from '#texts'
import { useStep } from './use-steps.ts'
import type { Writing } from './use-writing.ts'
import type { Article } from './words.ts'

type SayProps = {
  article: Article
  writing: Writing
  what: 'review' | 'approve' | 'send_back'
  onClose: () => void
}

const words = {
  review: {
    name: m.knowledge_step_review,
    about: m.knowledge_say_review_about,
    done: m.knowledge_said_review,
  },
  approve: {
    name: m.knowledge_step_approve,
    about: m.knowledge_say_approve_about,
    done: m.knowledge_said_approve,
  },
  send_back: {
    name: m.knowledge_step_send_back,
    about: m.knowledge_say_send_back_about,
    done: m.knowledge_said_send_back,
  },
}

/** A step of the review with a word to colleagues; only sending back needs one. */
export default function SayDialog({ article, writing, what, onClose }: SayProps) {
  const [text, setText] = useState('')
  const [isBusy, setBusy] = useState(false)
  const take = useStep(writing)
  const params = { id: article.id, locale: writing.locale }
  const run = (revision: number) => {
    const sent = { params, body: { revision, text: text.trim() } }
    if (what === 'approve') return tell('POST /api/articles/{id}/texts/{locale}/approval', sent)
    if (what === 'send_back') return tell('POST /api/articles/{id}/texts/{locale}/return', sent)
    return tell('POST /api/articles/{id}/texts/{locale}/review', sent)
  }
  const go = async () => {
    setBusy(true)
    await take(run, words[what].done())
    onClose()
  }
  return (
    <FormDialog
      title={words[what].name()}
      save={words[what].name()}
      isBusy={isBusy}
      onSave={() => void go()}
      onClose={onClose}
    >
      <TextArea
        name={m.knowledge_say_text()}
        hint={words[what].about()}
        required={what === 'send_back'}
        placeholder={what === 'send_back' ? '' : m.knowledge_say_optional()}
        autoFocus
        rows={4}
        maxLength={5_000}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return
          event.preventDefault()
          event.currentTarget.form?.requestSubmit()
        }}
      />
    </FormDialog>
  )
}
