import type { Editor } from '@tiptap/react'
import { useState } from 'react'
import { Button } from '#agent/kit/button.tsx'
import { TextField } from '#agent/kit/field.tsx'
import { FormDialog } from '#agent/kit/form-dialog.tsx'
import { linkOf } from '#conversations/ui/composer/link-of.ts'
import { m } from '#texts'
import type { Inserting } from './use-inserting.ts'

/** Where the chosen words lead: set, changed or taken away. */
export default function LinkDialog({ editor, inserting }: { editor: Editor; inserting: Inserting }) {
  const [typed, setTyped] = useState(String(editor.getAttributes('link')['href'] ?? ''))
  const [isWrong, setWrong] = useState(false)
  const isOn = editor.isActive('link')
  const set = () => {
    const href = /^(?:#|\/article-files\/\d+$)/.test(typed) ? typed : linkOf(typed)
    if (!href) return setWrong(true)
    const chain = editor.chain().focus()
    if (editor.state.selection.empty && !isOn)
      chain.insertContent([{ type: 'text', text: href, marks: [{ type: 'link', attrs: { href } }] }]).run()
    else chain.extendMarkRange('link').setLink({ href }).run()
    inserting.close()
  }
  const remove = () => {
    editor.chain().focus().extendMarkRange('link').unsetLink().run()
    inserting.close()
  }
  return (
    <FormDialog
      title={m.knowledge_web_link()}
      save={m.conversations_link_set()}
      isBusy={false}
      onSave={set}
      onClose={inserting.close}
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
      {isOn && (
        <div>
          <Button look="danger" onClick={remove}>
            {m.conversations_link_remove()}
          </Button>
        </div>
      )}
    </FormDialog>
  )
}
