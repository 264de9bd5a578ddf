import type { Editor } from '@tiptap/react'
import { type RefObject, useEffect, useState } from 'react'
import { IconButton } from '#agent/kit/button.tsx'
import { cx } from '#agent/kit/classes.ts'
import { Icon, type IconName } from '#agent/kit/icon.tsx'
import { m } from '#texts'
import type { EditorHandle } from './editor.tsx'
import { LinkDoor } from './link-door.tsx'

type Format = {
  name: string
  icon: IconName
  isOn: (editor: Editor) => boolean
  run: (editor: Editor) => void
}

/** The few formats that survive every mail client. A phone's keyboard brings its own for bold; a link only this can make. */
export function FormatBar({ editor }: { editor: RefObject<EditorHandle | null> }) {
  const [, redraw] = useState(0)
  useEffect(() => {
    const now = editor.current?.editor()
    const changed = () => redraw((count) => count + 1)
    now?.on('transaction', changed)
    return () => void now?.off('transaction', changed)
  })
  const formats: Format[] = [
    {
      name: m.agent_bold(),
      icon: 'bold',
      isOn: (e) => e.isActive('bold'),
      run: (e) => e.chain().focus().toggleBold().run(),
    },
    {
      name: m.agent_italic(),
      icon: 'italic',
      isOn: (e) => e.isActive('italic'),
      run: (e) => e.chain().focus().toggleItalic().run(),
    },
    {
      name: m.agent_bullets(),
      icon: 'list',
      isOn: (e) => e.isActive('bulletList'),
      run: (e) => e.chain().focus().toggleBulletList().run(),
    },
    {
      name: m.agent_numbers(),
      icon: 'numbers',
      isOn: (e) => e.isActive('orderedList'),
      run: (e) => e.chain().focus().toggleOrderedList().run(),
    },
    {
      name: m.agent_quotation(),
      icon: 'quote',
      isOn: (e) => e.isActive('blockquote'),
      run: (e) => e.chain().focus().toggleBlockquote().run(),
    },
  ]
  return (
    <div role="toolbar" aria-label={m.agent_formats()} className="flex">
      {formats.map((format) => (
        <IconButton
          key={format.icon}
          className={cx(
            'max-phone:hidden',
            ['italic', 'numbers', 'quote'].includes(format.icon) && '@max-[640px]:hidden',
          )}
          name={format.name}
          isOn={(() => {
            const now = editor.current?.editor()
            return now ? format.isOn(now) : false
          })()}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => {
            const now = editor.current?.editor()
            if (now) format.run(now)
          }}
        >
          <Icon name={format.icon} />
        </IconButton>
      ))}
      <LinkDoor editor={editor} />
    </div>
  )
}
