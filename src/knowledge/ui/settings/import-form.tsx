import { useQueryClient } from '@tanstack/react-query'
import { type RefObject, useRef, useState } from 'react'
import { Problem, upload } from '#agent/api.ts'
import { forget } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { cx } from '#agent/kit/classes.ts'
import { Check, Select } from '#agent/kit/field.tsx'
import { sizeOf } from '#agent/kit/time.ts'
import { wordsOf } from '#agent/kit/words.ts'
import { m } from '#texts'
import type { Import } from './import-words.tsx'

type Format = Import['format']

/** What is brought over and how; tried first, or done at once. */
export function ImportForm({ brandId, onBegun }: { brandId: number; onBegun: (id: number) => void }) {
  const client = useQueryClient()
  const [format, setFormat] = useState<Format>('markdown')
  const [file, setFile] = useState<File>()
  const [publishes, setPublishes] = useState(false)
  const [leaves, setLeaves] = useState(false)
  const [share, setShare] = useState<number>()
  const [error, setError] = useState<string>()
  const chooser = useRef<HTMLInputElement>(null)
  const take = (picked: File | undefined) => {
    if (!picked) return
    setFile(picked)
    setError(undefined)
    const ending = picked.name.toLowerCase().split('.').at(-1)
    if (ending === 'csv' || ending === 'tsv') setFormat('csv')
    else if (ending === 'json') setFormat('zendesk')
  }
  const send = async (isTrial: boolean) => {
    if (!file) return setError(m.knowledge_import_choose_file())
    setError(undefined)
    setShare(0)
    try {
      const query = new URLSearchParams({
        brandId: String(brandId),
        format,
        name: file.name,
        publishes: publishes ? '1' : '0',
        isTrial: isTrial ? '1' : '0',
        leavesOutMistakes: leaves ? '1' : '0',
      })
      const begun = (await upload(`/api/article-imports/uploads?${query}`, file, setShare)) as Import
      forget(client, ['GET /api/article-imports'])
      onBegun(begun.id)
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem
      setError(wordsOf(problem))
    } finally {
      setShare(undefined)
    }
  }
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        void send(true)
      }}
    >
      <div className="grid grid-cols-2 items-start gap-4 max-phone:grid-cols-1">
        <Select
          name={m.knowledge_import_format()}
          value={format}
          onChange={({ target }) => setFormat(target.value as Format)}
          choices={[
            { value: 'markdown', name: m.knowledge_import_markdown() },
            { value: 'csv', name: m.knowledge_import_csv() },
            { value: 'zendesk', name: m.knowledge_import_zendesk() },
          ]}
        />
        <FileField file={file} onTake={take} chooser={chooser} />
      </div>
      <Check
        name={m.knowledge_import_publishes()}
        hint={m.knowledge_import_publishes_hint()}
        checked={publishes}
        onChange={(event) => setPublishes(event.target.checked)}
      />
      <Check
        name={m.knowledge_import_leaves()}
        hint={m.knowledge_import_leaves_hint()}
        checked={leaves}
        onChange={(event) => setLeaves(event.target.checked)}
      />
      {error && (
        <p role="alert" className="text-small text-shu">
          {error}
        </p>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" isBusy={share !== undefined}>
          {m.knowledge_import_try()}
        </Button>
        <Button look="primary" isBusy={share !== undefined} onClick={() => void send(false)}>
          {m.knowledge_import_go()}
        </Button>
        {share !== undefined && (
          <span role="status" className="text-small text-ink3">
            {m.knowledge_import_uploading({ share: Math.round(share * 100) })}
          </span>
        )}
      </div>
    </form>
  )
}

type FieldProps = {
  file: File | undefined
  onTake: (file: File | undefined) => void
  chooser: RefObject<HTMLInputElement | null>
}

function FileField({ file, onTake, chooser }: FieldProps) {
  const [isOver, setOver] = useState(false)
  return (
    <div className="grid gap-1">
      <span className="text-small font-semibold text-ink2">{m.knowledge_import_file()}</span>
      <div
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          onTake(event.dataTransfer.files[0])
        }}
        className={cx(
          'flex flex-wrap items-center gap-2 rounded-[8px] border border-dashed p-2 text-small',
          isOver ? 'border-ai bg-ai-soft' : 'border-line',
        )}
      >
        <Button onClick={() => chooser.current?.click()}>{m.knowledge_import_choose()}</Button>
        <input
          ref={chooser}
          type="file"
          accept=".zip,.csv,.tsv,.json,.md"
          tabIndex={-1}
          aria-label={m.knowledge_import_file()}
          className="sr-only"
          onChange={(event) => onTake(event.target.files?.[0])}
        />
        <span className="text-ink3">
          {file ? `${file.name} · ${sizeOf(file.size)}` : m.knowledge_import_drop()}
        </span>
      </div>
    </div>
  )
}
