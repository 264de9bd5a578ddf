import type { Editor } from '@tiptap/react'
import { useEffect, useState } from 'react'
import { IconButton } from '#agent/kit/button.tsx'
import { Icon } from '#agent/kit/icon.tsx'
import { m } from '#texts'
import { type Piece, piecesFor } from './pieces.ts'
import { signs } from './signs.tsx'
import type { Inserting } from './use-inserting.ts'

// What is wanted most; everything else comes by a slash or the plus.
const shown = [
  'h2',
  'h3',
  'bullets',
  'numbers',
  'steps',
  'callout-note',
  'picture',
  'table',
  'article',
  'link',
]

/** The formats of one text, each with its state; keys and signs do the same. */
export function FormatBar({ editor, inserting }: { editor: Editor | null; inserting: Inserting }) {
  const [, redraw] = useState(0)
  useEffect(() => {
    const changed = () => redraw((count) => count + 1)
    editor?.on('transaction', changed)
    return () => void editor?.off('transaction', changed)
  }, [editor])
  if (!editor) return <div className="h-9" />
  const pieces = piecesFor(editor, inserting)
  const marks: Piece[] = [
    {
      id: 'bold',
      name: m.agent_bold(),
      group: '',
      isOn: (now) => now.isActive('bold'),
      run: (now) => now.chain().focus().toggleBold().run(),
    },
    {
      id: 'italic',
      name: m.agent_italic(),
      group: '',
      isOn: (now) => now.isActive('italic'),
      run: (now) => now.chain().focus().toggleItalic().run(),
    },
  ]
  const buttons = shown.flatMap((id) => pieces.find((one) => one.id === id) ?? [])
  return (
    <div
      role="toolbar"
      aria-label={m.agent_formats()}
      className="sticky top-0 z-10 -mx-1 mb-1 flex flex-wrap border-b border-line bg-paper py-1 max-phone:flex-nowrap max-phone:overflow-x-auto"
    >
      <IconButton
        name={m.knowledge_insert()}
        keys="/"
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => inserting.open('insert')}
      >
        <Icon name="plus" />
      </IconButton>
      {[...buttons.slice(0, 2), ...marks, ...buttons.slice(2)].map((piece) => (
        <IconButton
          key={piece.id}
          name={piece.name}
          {...(piece.isOn ? { isOn: piece.isOn(editor) } : {})}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => piece.run(editor)}
        >
          {signs[piece.id]}
        </IconButton>
      ))}
    </div>
  )
}
