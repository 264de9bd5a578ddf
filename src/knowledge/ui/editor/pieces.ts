import type { Editor } from '@tiptap/react'
import { m } from '#texts'
import { calloutName, callouts } from './kinds.ts'
import type { Inserting } from './use-inserting.ts'

/** Something that can be put into a text or made of what is chosen in it. */
export type Piece = {
  id: string
  name: string
  group: string
  /** What is typed to the same end. */
  hint?: string
  isOn?: (editor: Editor) => boolean
  run: (editor: Editor) => void
}

const heading = (level: 2 | 3 | 4, name: string, hint: string): Piece => ({
  id: `h${level}`,
  name,
  group: m.knowledge_insert_text(),
  hint,
  isOn: (editor) => editor.isActive('heading', { level }),
  run: (editor) => editor.chain().focus().toggleHeading({ level }).run(),
})

/** Everything there is to insert; what belongs to a table only stands there inside of one. */
export function piecesFor(editor: Editor, inserting: Inserting): Piece[] {
  return [...(editor.isActive('table') ? tablePieces() : []), ...textPieces(), ...mediaPieces(inserting)]
}

function textPieces(): Piece[] {
  const group = m.knowledge_insert_text()
  return [
    heading(2, m.knowledge_h2(), '## '),
    heading(3, m.knowledge_h3(), '### '),
    heading(4, m.knowledge_h4(), '#### '),
    {
      id: 'paragraph',
      name: m.knowledge_paragraph(),
      group,
      run: (editor) => editor.chain().focus().setParagraph().run(),
    },
    {
      id: 'bullets',
      name: m.agent_bullets(),
      group,
      hint: '- ',
      isOn: (editor) => editor.isActive('bulletList'),
      run: (editor) => editor.chain().focus().toggleBulletList().run(),
    },
    {
      id: 'numbers',
      name: m.agent_numbers(),
      group,
      hint: '1. ',
      isOn: (editor) => editor.isActive('orderedList', { steps: false }),
      run: (editor) => numbered(editor, false),
    },
    {
      id: 'steps',
      name: m.knowledge_steps(),
      group,
      isOn: (editor) => editor.isActive('orderedList', { steps: true }),
      run: (editor) => numbered(editor, true),
    },
    ...callouts.map((kind) => ({
      id: `callout-${kind}`,
      name: calloutName(kind),
      group,
      isOn: (editor: Editor) => editor.isActive('callout', { kind }),
      run: (editor: Editor) => callout(editor, kind),
    })),
    {
      id: 'quote',
      name: m.knowledge_quote(),
      group,
      hint: '> ',
      isOn: (editor) => editor.isActive('blockquote'),
      run: (editor) => editor.chain().focus().toggleBlockquote().run(),
    },
    {
      id: 'code',
      name: m.knowledge_code(),
      group,
      hint: '```',
      run: (editor) => editor.chain().focus().toggleCodeBlock().run(),
    },
    {
      id: 'line',
      name: m.knowledge_line(),
      group,
      hint: '---',
      run: (editor) => editor.chain().focus().setHorizontalRule().run(),
    },
  ]
}

/** Steps and numbers are one kind of list with or without a mark. */
function numbered(editor: Editor, steps: boolean): void {
  const chain = editor.chain().focus()
  if (editor.isActive('orderedList', { steps })) chain.toggleOrderedList().run()
  else if (editor.isActive('orderedList')) chain.updateAttributes('orderedList', { steps }).run()
  else chain.toggleOrderedList().updateAttributes('orderedList', { steps }).run()
}

function callout(editor: Editor, kind: string): void {
  const chain = editor.chain().focus()
  if (editor.isActive('callout', { kind })) chain.lift('callout').run()
  else if (editor.isActive('callout')) chain.updateAttributes('callout', { kind }).run()
  else chain.wrapIn('callout', { kind }).run()
}

function mediaPieces(inserting: Inserting): Piece[] {
  const group = m.knowledge_insert_media()
  return [
    { id: 'picture', name: m.knowledge_picture(), group, run: () => inserting.open('picture') },
    { id: 'video', name: m.knowledge_video(), group, run: () => inserting.open('video') },
    { id: 'file', name: m.knowledge_file(), group, run: () => inserting.choose('') },
    { id: 'article', name: m.knowledge_article_link(), group, run: () => inserting.open('article') },
    { id: 'link', name: m.knowledge_web_link(), group, run: () => inserting.open('link') },
    {
      id: 'table',
      name: m.knowledge_table(),
      group,
      run: (editor) => editor.chain().focus().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run(),
    },
  ]
}

function tablePieces(): Piece[] {
  const group = m.knowledge_insert_table()
  return [
    {
      id: 'row-after',
      name: m.knowledge_row_after(),
      group,
      run: (editor) => editor.chain().focus().addRowAfter().run(),
    },
    {
      id: 'column-after',
      name: m.knowledge_column_after(),
      group,
      run: (editor) => editor.chain().focus().addColumnAfter().run(),
    },
    {
      id: 'row-delete',
      name: m.knowledge_row_delete(),
      group,
      run: (editor) => editor.chain().focus().deleteRow().run(),
    },
    {
      id: 'column-delete',
      name: m.knowledge_column_delete(),
      group,
      run: (editor) => editor.chain().focus().deleteColumn().run(),
    },
    {
      id: 'header-row',
      name: m.knowledge_header_row(),
      group,
      run: (editor) => editor.chain().focus().toggleHeaderRow().run(),
    },
    {
      id: 'table-delete',
      name: m.knowledge_table_delete(),
      group,
      run: (editor) => editor.chain().focus().deleteTable().run(),
    },
  ]
}
