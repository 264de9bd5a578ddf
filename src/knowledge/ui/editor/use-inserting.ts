import type { Editor } from '@tiptap/react'
import { useState } from 'react'
import { upload } from '#agent/api.ts'
import { say } from '#agent/kit/toast.tsx'
import { wordsOf } from '#agent/kit/words.ts'
import type { Locale } from '#platform/locale.ts'
import { m } from '#texts'

export type Uploaded = { id: number; name: string; type: string; size: number; url: string }
export type InsertLayer = 'insert' | 'picture' | 'video' | 'article' | 'link'
export type Inserting = ReturnType<typeof useInserting>

/** What is put into a text besides letters: files on their way to the desk, and the questions asked about them. */
export function useInserting(editor: Editor | null, place: { articleId: number; locale: Locale }) {
  const [layer, setLayer] = useState<InsertLayer>()
  // A picture that came by pasting or dropping waits to be described.
  const [waiting, setWaiting] = useState<Uploaded>()
  const send = async (file: File): Promise<Uploaded | undefined> => {
    const name = file.name || 'picture.png'
    const done = say({ text: m.knowledge_uploading({ name }), seconds: 600 })
    try {
      const path = `/api/articles/${place.articleId}/texts/${place.locale}/files?name=${encodeURIComponent(name)}`
      return (await upload(path, file)) as Uploaded
    } catch (error) {
      say({ text: wordsOf(error), tone: 'shu' })
      return undefined
    } finally {
      done()
    }
  }
  const insertFile = ({ url, name }: Uploaded) =>
    editor
      ?.chain()
      .focus()
      .insertContent([
        { type: 'text', text: name, marks: [{ type: 'link', attrs: { href: url } }] },
        { type: 'text', text: ' ' },
      ])
      .run()
  const put = (file: Uploaded) => {
    if (file.type.startsWith('image/') && file.type !== 'image/svg+xml') {
      setWaiting(file)
      setLayer('picture')
    } else if (file.type.startsWith('video/'))
      editor
        ?.chain()
        .focus()
        .insertContent({ type: 'video', attrs: { src: file.url, title: '' } })
        .run()
    else insertFile(file)
  }
  const takeFiles = async (files: File[]) => {
    for (const file of files) {
      const there = await send(file)
      if (there) put(there)
    }
  }
  return {
    layer,
    waiting,
    send,
    open: setLayer,
    close() {
      setLayer(undefined)
      setWaiting(undefined)
      requestAnimationFrame(() => editor?.commands.focus())
    },
    takeFiles: (files: File[]) => void takeFiles(files),
    /** Asks for files with the browser's own window. */
    choose(accept: string) {
      const input = Object.assign(document.createElement('input'), { type: 'file', accept, multiple: true })
      input.onchange = () => void takeFiles([...(input.files ?? [])])
      input.click()
    },
    /** The questions about the picture or video that is chosen in the text. */
    openChosen() {
      if (editor?.isActive('video')) setLayer('video')
      else if (editor?.isActive('picture')) setLayer('picture')
    },
  }
}
