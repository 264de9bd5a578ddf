import type { Editor } from '@tiptap/react'
import { type RefObject, useState } from 'react'
import { Button, IconButton } from '#agent/kit/button.tsx'
import { TextField } from '#agent/kit/field.tsx'
import { Icon } from '#agent/kit/icon.tsx'
import { Popover } from '#agent/kit/popover.tsx'
import { m } from '#texts'
import type { EditorHandle } from './editor.tsx'
import { linkOf } from './link-of.ts'

/** Where the chosen words lead: set, changed or taken away. */
export function LinkDoor({ editor }: { editor: RefObject<EditorHandle | null> }) {
  const [isOpen, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const [isWrong, setWrong] = useState(false)
  const now = editor.current?.editor()
  const isOn = now?.isActive('link') ?? false
  const change = (open: boolean) => {
    if (open) setTyped(String(now?.getAttributes('link')['href'] ?? ''))
    setWrong(false)
    setOpen(open)
  }
  const set = () => {
    const href = linkOf(typed)
    if (!now || !href) return setWrong(true)
    link(now, href)
    setOpen(false)
  }
  const remove = () => {
    now?.chain().focus().extendMarkRange('link').unsetLink().run()
    setOpen(false)
  }
  return (
    <Popover
      title={m.agent_link()}
      isOpen={isOpen}
      onChange={change}
      align="start"
      trigger={
        <IconButton name={m.agent_link()} isOn={isOn} onMouseDown={(event) => event.preventDefault()}>
          <Icon name="link" />
        </IconButton>
      }
    >
      <form
        noValidate
        className="grid gap-2"
        onSubmit={(event) => {
          event.preventDefault()
          // Within the composer a form of its own; what it asks for is no message.
          event.stopPropagation()
          set()
        }}
      >
        <TextField
          name={m.agent_link_address()}
          inputMode="url"
          autoFocus
          placeholder="https://"
          value={typed}
          error={isWrong ? m.conversations_link_wrong() : undefined}
          onChange={(event) => {
            setTyped(event.target.value)
            setWrong(false)
          }}
        />
        <div className="flex justify-end gap-2">
          {isOn && (
            <Button look="danger" onClick={remove}>
              {m.conversations_link_remove()}
            </Button>
          )}
          <Button look="primary" type="submit">
            {m.conversations_link_set()}
          </Button>
        </div>
      </form>
    </Popover>
  )
}

/** With nothing chosen the address itself is what is clicked. */
function link(editor: Editor, href: string): void {
  const chain = editor.chain().focus()
  if (editor.state.selection.empty && !editor.isActive('link'))
    chain
      .insertContent([
        { type: 'text', text: href, marks: [{ type: 'link', attrs: { href } }] },
        { type: 'text', text: ' ' },
      ])
      .run()
  else chain.extendMarkRange('link').setLink({ href }).run()
}
