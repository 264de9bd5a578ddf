import type { Editor } from '@tiptap/react'
import { useRef, useState } from 'react'
import { Button } from '#agent/kit/button.tsx'
import { TextField } from '#agent/kit/field.tsx'
import { FormDialog } from '#agent/kit/form-dialog.tsx'
import { m } from '#texts'
import type { Inserting } from './use-inserting.ts'

const known =
  /^https?:\/\/(?:(?:www\.|m\.|player\.)?(?:youtube\.com|youtube-nocookie\.com|vimeo\.com)|youtu\.be)\/\S/i

/** A video that stands with a known host, or an uploaded one; said in words as well. */
export default function VideoDialog({ editor, inserting }: { editor: Editor; inserting: Inserting }) {
  const chosen = editor.isActive('video') ? editor.getAttributes('video') : undefined
  const [link, setLink] = useState(String(chosen?.['link'] ?? ''))
  const [src, setSrc] = useState<string | null>(chosen?.['src'] ?? null)
  const [title, setTitle] = useState(String(chosen?.['title'] ?? ''))
  const [wrong, setWrong] = useState<'link' | 'title'>()
  const [isBusy, setBusy] = useState(false)
  const file = useRef<HTMLInputElement>(null)
  const take = async (picked: File | undefined) => {
    if (!picked) return
    setBusy(true)
    const there = await inserting.send(picked)
    setBusy(false)
    if (!there) return
    setSrc(there.url)
    setTitle((words) => words || there.name.replace(/\.\w+$/, ''))
  }
  const insert = () => {
    const address = link.trim()
    if (!src && !known.test(address)) return setWrong('link')
    if (title.trim() === '') return setWrong('title')
    const attrs = { src, link: src ? null : address, title: title.trim() }
    if (chosen) editor.chain().focus().updateAttributes('video', attrs).run()
    else editor.chain().focus().insertContent({ type: 'video', attrs }).run()
    inserting.close()
  }
  return (
    <FormDialog
      title={m.knowledge_video()}
      save={m.knowledge_save_picture()}
      isBusy={isBusy}
      onSave={insert}
      onClose={inserting.close}
    >
      {!src && (
        <TextField
          name={m.knowledge_video_link()}
          inputMode="url"
          autoFocus
          placeholder="https://"
          value={link}
          error={wrong === 'link' ? m.knowledge_video_wrong() : undefined}
          onChange={(event) => {
            setLink(event.target.value)
            setWrong(undefined)
          }}
        />
      )}
      {src && (
        // What is said in it stands in the text around it.
        // eslint-disable-next-line jsx-a11y/media-has-caption
        <video src={src} controls className="max-h-[240px] rounded-[8px]" />
      )}
      <div className="flex items-center gap-3 text-small text-ink2">
        {m.knowledge_video_or()}
        <Button isBusy={isBusy} onClick={() => file.current?.click()}>
          {m.knowledge_video_file()}
        </Button>
        <input
          ref={file}
          type="file"
          accept="video/mp4,video/webm,video/quicktime"
          className="sr-only"
          tabIndex={-1}
          aria-hidden
          onChange={(event) => void take(event.target.files?.[0])}
        />
      </div>
      <TextField
        name={m.knowledge_video_title()}
        value={title}
        maxLength={200}
        error={wrong === 'title' ? m.knowledge_video_title_missing() : undefined}
        onChange={(event) => {
          setTitle(event.target.value)
          setWrong(undefined)
        }}
      />
    </FormDialog>
  )
}
