import Image from '@tiptap/extension-image'
import Placeholder from '@tiptap/extension-placeholder'
import { type Editor, EditorContent, useEditor } from '@tiptap/react'
import StarterKit from '@tiptap/starter-kit'
import { type Ref, useEffect, useImperativeHandle, useRef } from 'react'
import type { Message } from '../../contract.ts'
import { heldKeys } from './held-keys.ts'
import { placeholdersIn } from '../../templates/placeholder-contract.ts'

type Attachment = Message['attachments'][number]

export type EditorHandle = {
  html: () => string
  /** With addresses that a browser can show, for the draft. */
  draftHtml: () => string
  text: () => string
  isEmpty: () => boolean
  hasFocus: () => boolean
  insert: (html: string) => void
  /** Puts this in the place of everything that stands there. */
  replace: (html: string) => void
  picture: (attachment: Attachment) => void
  blur: () => void
  /** The placeholders nobody filled in; the first one is selected. */
  selectPlaceholder: () => string[]
  /** Selects the first place where these words stand. */
  select: (words: string) => void
  editor: () => Editor | null
}

// A picture remembers which upload it is: in the mail it is named by its content id, in the editor by its address here.
const Picture = Image.extend({
  addAttributes() {
    return {
      ...this.parent?.(),
      'data-attachment-id': { default: null },
      'data-cid': { default: null },
    }
  },
})

type FieldProps = {
  ref: Ref<EditorHandle>
  name: string
  /** What stands in it at the beginning. */
  initialHtml?: string
  /** Counted up whenever it shall take the keyboard; with 0 it appears quietly. */
  wish: number
  placeholder: string
  /** Signs that, at the beginning of a word, open a list instead of being typed. */
  signs: readonly string[]
  onSign: (sign: string) => void
  onChange: () => void
  onFiles: (files: File[]) => void
  /** Ctrl or ⌘ with Enter; with Shift as well it also resolves. */
  onSend: (alsoResolves: boolean) => void
}

/** Rich text that stays simple: what it makes is what every mail client shows. */
export function WritingField({
  ref,
  name,
  initialHtml = '',
  wish,
  placeholder,
  signs,
  onSign,
  onChange,
  onFiles,
  onSend,
}: FieldProps) {
  const latest = useRef({ placeholder, signs, onSign, onChange, onFiles, onSend })
  latest.current = { placeholder, signs, onSign, onChange, onFiles, onSend }
  // React may hide and show this again, for which the editor is made anew: with what stood in it then.
  const last = useRef(initialHtml)
  const editor = useEditor({
    content: last.current,
    extensions: [
      StarterKit.configure({
        heading: false,
        link: { openOnClick: false, autolink: true, defaultProtocol: 'https' },
      }),
      Picture.configure({ inline: true }),
      Placeholder.configure({ placeholder: () => latest.current.placeholder }),
    ],
    autofocus: wish > 0 ? 'end' : false,
    onFocus: ({ editor: now }) => {
      const typed = heldKeys()
      if (typed !== '') now.commands.insertContent({ type: 'text', text: typed })
    },
    onUpdate: ({ editor: now }) => {
      last.current = now.getHTML()
      latest.current.onChange()
    },
    editorProps: {
      attributes: {
        class: 'prose-reply min-h-[92px] px-3.5 py-2.5 outline-none',
        'aria-label': name,
        role: 'textbox',
        'aria-multiline': 'true',
      },
      // The editor would take these keys for itself: a line break, and choosing the paragraph around.
      handleKeyDown: (view, event) => {
        if (view.composing) return false
        if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
          latest.current.onSend(event.shiftKey)
          return true
        }
        if (event.key !== 'Escape') return false
        view.dom.blur()
        return true
      },
      handleTextInput: (view, from, _to, text) => {
        const sign = { '＠': '@', '；': ';' }[text] ?? text
        if (!latest.current.signs.includes(sign) || view.composing) return false
        const before = view.state.doc.textBetween(Math.max(0, from - 1), from, '\n', ' ')
        // Within a word or an address it is just a sign; Japanese has no spaces between words.
        if (/[\w.+-]/.test(before)) return false
        latest.current.onSign(sign)
        return true
      },
      handlePaste: (_view, event) => takeFiles(event.clipboardData, latest.current.onFiles),
      handleDrop: (_view, event) => takeFiles(event.dataTransfer, latest.current.onFiles),
    },
  })
  const wished = useRef(wish)
  useEffect(() => {
    if (wish > wished.current) editor?.commands.focus('end')
    wished.current = wish
  }, [editor, wish])
  useImperativeHandle(ref, () => handleOf(editor), [editor])
  return <EditorContent editor={editor} className="min-h-0 flex-1 overflow-y-auto" />
}

function handleOf(made: Editor | null): EditorHandle {
  const editor = made?.isDestroyed ? null : made
  return {
    html: () => forMail(editor?.getHTML() ?? ''),
    draftHtml: () => editor?.getHTML() ?? '',
    text: () => editor?.getText({ blockSeparator: '\n' }) ?? '',
    isEmpty: () => editor?.isEmpty ?? true,
    hasFocus: () => editor?.isFocused ?? false,
    insert: (html) => void editor?.chain().focus().insertContent(html).run(),
    replace: (html) => void editor?.commands.setContent(html),
    picture: (attachment) =>
      void editor
        ?.chain()
        .focus()
        .insertContent({
          type: 'image',
          attrs: {
            src: attachment.url,
            alt: attachment.name,
            'data-attachment-id': attachment.id,
            'data-cid': attachment.contentId,
          },
        })
        .run(),
    blur: () => void editor?.commands.blur(),
    selectPlaceholder: () => (editor ? selectPlaceholder(editor) : []),
    select: (words) => void (editor && selectWords(editor, words)),
    editor: () => editor,
  }
}

function selectPlaceholder(editor: Editor): string[] {
  const names = placeholdersIn(editor.getText({ blockSeparator: '\n' }))
  const [first] = names
  if (first !== undefined) selectWords(editor, first)
  return names
}

function selectWords(editor: Editor, words: string): void {
  let place: { from: number; to: number } | undefined
  editor.state.doc.descendants((node, at) => {
    if (place || !node.isTextblock) return !place
    // Everything that is no text, such as a picture, takes one place.
    const found = node.textBetween(0, node.content.size, '\n', '\uFFFC').indexOf(words)
    if (found >= 0) place = { from: at + 1 + found, to: at + 1 + found + words.length }
    return false
  })
  if (place) editor.chain().focus().setTextSelection(place).scrollIntoView().run()
}

function takeFiles(source: DataTransfer | null, onFiles: (files: File[]) => void): boolean {
  const files = [...(source?.files ?? [])]
  // Office programs put a picture of the text beside the text; the text is what was meant.
  if (files.length === 0 || source?.types.includes('text/plain')) return false
  onFiles(files)
  return true
}

/** Pictures by their content id, and empty lines that mail clients do not swallow. */
function forMail(html: string): string {
  const page = new DOMParser().parseFromString(html, 'text/html')
  for (const picture of page.querySelectorAll('img[data-cid]')) {
    picture.setAttribute('src', `cid:${picture.getAttribute('data-cid')}`)
    picture.removeAttribute('data-cid')
  }
  for (const paragraph of page.querySelectorAll('p:empty')) paragraph.append(page.createElement('br'))
  return page.body.innerHTML
}
