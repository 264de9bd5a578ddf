import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { upload } from '#agent/api.ts'
import { useTell } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { TextArea } from '#agent/kit/field.tsx'
import { say } from '#agent/kit/toast.tsx'
import { wordsOf } from '#agent/kit/words.ts'
import { useMe } from '#agent/me.ts'
import { m } from '#texts'
import type { TaskFile, TaskPage } from '../contract.ts'
import { forgetTasks } from './forget-tasks.ts'

/** Where the answer is written, or a further question: whoever may do both says which it is. */
export function SayBox({ task }: { task: TaskPage }) {
  const me = useMe()
  const client = useQueryClient()
  const isAsked = task.expert === null && (task.owner?.id === me?.id || task.may.take || !task.may.manage)
  const [isAnswer, setAnswer] = useState(isAsked)
  const [text, setText] = useState('')
  const [files, setFiles] = useState<TaskFile[]>([])
  const tellIt = useTell('POST /api/tasks/{id}/messages', {
    onDone: () => {
      setText('')
      setFiles([])
      forgetTasks(client, task)
      say({ text: isAnswer ? m.tasks_answered_toast() : m.tasks_asked_on_toast() })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const body = { text, isAnswer, fileIds: files.map((one) => one.id) }
    tellIt.mutate({ params: { id: task.id }, body })
  }
  const take = async (chosen: File) => {
    try {
      const path = `/api/tasks/${task.id}/files?name=${encodeURIComponent(chosen.name)}`
      const file = (await upload(path, chosen)) as TaskFile
      setFiles((all) => [...all, file])
    } catch (error) {
      say({ text: wordsOf(error), tone: 'shu' })
    }
  }
  return (
    <form onSubmit={submit} className="grid gap-2">
      <TextArea
        name={isAnswer ? (task.expert ? m.tasks_their_answer() : m.tasks_your_answer()) : m.tasks_ask_on()}
        hint={isAnswer && task.expert ? m.tasks_their_answer_hint() : undefined}
        rows={4}
        required
        maxLength={50_000}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {files.length > 0 && <p className="text-small text-ink2">{files.map((one) => one.name).join(' · ')}</p>}
      <div className="flex flex-wrap items-center justify-end gap-2">
        {task.may.manage && (
          <Button look="quiet" onClick={() => setAnswer(!isAnswer)}>
            {isAnswer ? m.tasks_rather_ask() : m.tasks_rather_answer()}
          </Button>
        )}
        <label className="flex h-8 cursor-pointer items-center rounded-[7px] border border-line px-3 text-list focus-within:outline-2 focus-within:outline-ai max-phone:h-11">
          {m.tasks_add_file()}
          <input
            type="file"
            className="sr-only"
            onChange={(event) => {
              const [chosen] = event.target.files ?? []
              event.target.value = ''
              if (chosen) void take(chosen)
            }}
          />
        </label>
        <Button look="primary" type="submit" isBusy={tellIt.isPending} disabled={text.trim() === ''}>
          {isAnswer ? m.tasks_answer() : m.tasks_send_question()}
        </Button>
      </div>
    </form>
  )
}
