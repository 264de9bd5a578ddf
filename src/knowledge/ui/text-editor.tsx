import { type Editor, EditorContent, useEditor } from '@tiptap/react'
import { useEffect, useRef } from 'react'
import { m } from '#texts'
import { extensionsOf, keptHtml } from './editor/extensions.ts'
import type { Writing } from './use-writing.ts'
import { languageIn } from './words.ts'

type EditorProps = {
  writing: Writing
  isReadOnly: boolean
  onEditor: (editor: Editor | null) => void
  onInsert: () => void
  onFiles: (files: File[]) => void
  onOpen: () => void
}

/** The text itself, as near as can be to what readers will see. */
export function TextEditor(props: EditorProps) {
  const { writing, isReadOnly, onEditor } = props
  const latest = useRef(props)
  latest.current = props
  const editor = useEditor({
    content: writing.words.html,
    editable: !isReadOnly,
    extensions: extensionsOf(() => m.knowledge_editor_hint()),
    onUpdate: ({ editor: now }) => latest.current.writing.change({ html: keptHtml(now.getHTML()) }),
    editorProps: {
      attributes: {
        class: 'prose-article min-h-[320px] px-1 py-2 outline-none',
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': m.knowledge_editor_name({ language: languageIn(writing.locale) }),
        lang: writing.locale,
      },
      // With Ctrl or ⌘, Enter belongs to the screen and is no line break.
      handleDOMEvents: {
        keydown: (_view, event) => event.key === 'Enter' && (event.metaKey || event.ctrlKey),
      },
      handleKeyDown: (view, event) => {
        if (view.composing || event.key !== 'Escape') return false
        view.dom.blur()
        return true
      },
      // At the beginning of an empty line a slash opens what can be put in.
      handleTextInput: (view, _from, _to, text) => {
        if (!['/', '／'].includes(text) || view.composing) return false
        const { $from, empty } = view.state.selection
        if (!empty || $from.parent.type.name !== 'paragraph' || $from.parent.content.size > 0) return false
        latest.current.onInsert()
        return true
      },
      handleDoubleClickOn: (_view, _pos, node) => {
        if (node.type.name !== 'picture' && node.type.name !== 'video') return false
        latest.current.onOpen()
        return true
      },
      handlePaste: (_view, event) => takeFiles(event.clipboardData, latest.current.onFiles),
      handleDrop: (_view, event) => takeFiles(event.dataTransfer, latest.current.onFiles),
    },
  })
  useEffect(() => onEditor(editor), [editor, onEditor])
  const shown = useRef(writing.round)
  useEffect(() => {
    if (!editor || shown.current === writing.round) return
    shown.current = writing.round
    editor.commands.setContent(writing.words.html, { emitUpdate: false })
  }, [editor, writing.round, writing.words.html])
  return <EditorContent editor={editor} />
}

function takeFiles(source: DataTransfer | null, onFiles: (files: File[]) => void): boolean {
  const files = [...(source?.files ?? [])]
  // Office programs put a picture of the text beside the text; the text is what was meant.
  if (files.length === 0 || source?.types.includes('text/plain')) return false
  onFiles(files)
  return true
}
