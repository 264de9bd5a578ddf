import { useState } from 'react'
import { useAsk } from '#agent/ask.ts'
import { Palette } from '#agent/kit/palette.tsx'
import { m } from '#texts'
import type { ConversationPage } from '../contract.ts'
import type { Changes } from './use-changes.ts'

/** Tags on and off, one after the other; a new one is made by typing it. */
export function TagPalette({
  conversation,
  changes,
  onClose,
}: {
  conversation: ConversationPage
  changes: Changes
  onClose: () => void
}) {
  const [tags, setTags] = useState(conversation.tags)
  const query = { brandId: conversation.brandId, limit: 200 }
  const known =
    useAsk('GET /api/tags', { query }, { staleTime: 30_000 }).data?.items.map((one) => one.name) ?? []
  const all = [...new Set([...conversation.tags, ...known, ...tags])]
  const set = (next: string[]) => {
    setTags(next)
    void changes.tags(next)
  }
  return (
    <Palette
      title={m.agent_tags()}
      isOpen
      onClose={onClose}
      keepsOpen
      items={all.map((name) => ({ id: name, name, isOn: tags.includes(name) }))}
      onPick={({ id }) => set(tags.includes(id) ? tags.filter((one) => one !== id) : [...tags, id])}
      createName={(name) => m.agent_new_tag({ name })}
      onCreate={(name) => set([...tags, name])}
    />
  )
}
