import type { Editor } from '@tiptap/react'
import { useRef, useState } from 'react'
import { Button } from '#agent/kit/button.tsx'
import { TextField } from '#agent/kit/field.tsx'
import { FormDialog } from '#agent/kit/form-dialog.tsx'
import { m } from '#texts'
import type { Inserting } from './use-inserting.ts'

/** A picture and, before it goes in, what it says to those who do not see it. */
export default function PictureDialog({ editor, inserting }: { editor: Editor; inserting: Inserting }) {
  const chosen =
    editor.isActive('picture') && !inserting.waiting ? editor.getAttributes('picture') : undefined
  const [src, setSrc] = useState<string>(inserting.waiting?.url ?? String(chosen?.['src'] ?? ''))
  const [alt, setAlt] = useState(String(chosen?.['alt'] ?? ''))
  const [isWrong, setWrong] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const file = useRef<HTMLInputElement>(null)
  const take = async (picked: File | undefined) => {
    if (!picked) return
    setBusy(true)
    const there = await inserting.send(picked)
    setBusy(false)
    if (there) setSrc(there.url)
  }
  const insert = () => {
    if (src === '') return file.current?.click()
    if (alt.trim() === '') return setWrong(true)
    const attrs = { src, alt: alt.trim() }
    if (chosen) editor.chain().focus().updateAttributes('picture', attrs).run()
    else editor.chain().focus().insertContent({ type: 'picture', attrs }).run()
    inserting.close()
  }
  return (
    <FormDialog
      title={m.knowledge_picture()}
      save={m.knowledge_save_picture()}
      isBusy={isBusy}
      onSave={insert}
      onClose={inserting.close}
    >
      <input
        ref={file}
        type="file"
        accept="image/png,image/jpeg,image/webp,image/gif,image/avif"
        className="sr-only"
        tabIndex={-1}
        aria-hidden
        onChange={(event) => void take(event.target.files?.[0])}
      />
      {src && (
        <img src={src} alt="" className="max-h-[240px] justify-self-start rounded-[8px] border border-line" />
      )}
      <div>
        <Button isBusy={isBusy} autoFocus={src === ''} onClick={() => file.current?.click()}>
          {src ? m.knowledge_picture_other() : m.knowledge_picture_choose()}
        </Button>
      </div>
      <TextField
        name={m.knowledge_picture_alt()}
        hint={m.knowledge_picture_alt_hint()}
        error={isWrong ? m.knowledge_picture_alt_missing() : undefined}
        autoFocus={src !== ''}
        value={alt}
        maxLength={500}
        onChange={(event) => {
          setAlt(event.target.value)
          setWrong(false)
        }}
      />
    </FormDialog>
  )
}
