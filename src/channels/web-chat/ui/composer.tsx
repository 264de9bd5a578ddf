/** @jsxImportSource preact */
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { PanelConfig } from '../panel-config.ts'
import { keep, kept } from './keep.ts'
import type { Store } from './store.ts'
import { fill, type Texts } from './fill.ts'
import './composer.css'

type Held = { key: number; name: string; ticket?: string }

export function Composer({ config, t, store }: { config: PanelConfig; t: Texts; store: Store }) {
  const [text, setText] = useState(() => kept(config.slug, 'draft') ?? '')
  const [files, setFiles] = useState<Held[]>([])
  const field = useRef<HTMLTextAreaElement>(null)
  const picker = useRef<HTMLInputElement>(null)
  const isReady = (text.trim() !== '' || files.length > 0) && files.every((file) => file.ticket)

  useLayoutEffect(() => {
    const { current } = field
    if (!current) return
    current.style.height = 'auto'
    current.style.height = `${Math.min(current.scrollHeight, 132)}px`
  }, [text])

  const write = (value: string) => {
    setText(value)
    keep(config.slug, 'draft', value)
  }
  const send = () => {
    if (!isReady) return
    store.send(
      text.trim(),
      files.flatMap(({ name, ticket }) => (ticket ? [{ name, ticket }] : [])),
    )
    write('')
    setFiles([])
    field.current?.focus()
  }
  const add = async (chosen: Iterable<File>) => {
    if (!config.takesFiles) return
    for (const file of chosen) {
      if (file.size > config.maxFileBytes) {
        store.notice(fill(t.tooLarge, file.name))
        continue
      }
      const key = Math.random()
      setFiles((all) => [...all, { key, name: file.name }])
      try {
        const { ticket } = await store.upload(file)
        setFiles((all) => all.map((one) => (one.key === key ? { ...one, ticket } : one)))
      } catch (error) {
        setFiles((all) => all.filter((one) => one.key !== key))
        store.notice((error instanceof Error && error.message) || t.failed)
      }
    }
  }
  return (
    <form
      class="composer"
      aria-label={t.write}
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        void add(event.dataTransfer?.files ?? [])
      }}
    >
      {files.length > 0 && (
        <ul class="held">
          {files.map((file) => (
            <li key={file.key}>
              <span>{file.ticket ? file.name : `${t.uploading} ${file.name}`}</span>
              <button
                type="button"
                aria-label={fill(t.remove, file.name)}
                onClick={() => setFiles(files.filter((one) => one !== file))}
              >
                <svg viewBox="0 0 20 20">
                  <path d="m6 6 8 8M14 6l-8 8" />
                </svg>
              </button>
            </li>
          ))}
        </ul>
      )}
      <div class="row">
        {config.takesFiles && (
          <>
            <button type="button" class="icon" aria-label={t.attach} onClick={() => picker.current?.click()}>
              <svg viewBox="0 0 20 20">
                <path d="m14.5 9-5 5a3 3 0 0 1-4.3-4.2l5.6-5.6a2 2 0 0 1 2.9 2.8l-5.6 5.6a1 1 0 0 1-1.4-1.4L11.5 6.5" />
              </svg>
            </button>
            <input
              ref={picker}
              class="hidden"
              type="file"
              multiple
              tabIndex={-1}
              aria-hidden="true"
              onChange={({ currentTarget }) => {
                void add([...(currentTarget.files ?? [])])
                currentTarget.value = ''
              }}
            />
          </>
        )}
        <textarea
          ref={field}
          rows={1}
          value={text}
          maxLength={10_000}
          aria-label={t.write}
          placeholder={t.write}
          onInput={({ currentTarget }) => {
            write(currentTarget.value)
            store.typing()
          }}
          onPaste={(event) => void add(event.clipboardData?.files ?? [])}
          onKeyDown={(event) => {
            // While an input method composes, Enter chooses a word and sends nothing.
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return
            event.preventDefault()
            send()
          }}
        />
        <button type="submit" class="primary" disabled={!isReady}>
          {t.send}
        </button>
      </div>
    </form>
  )
}
