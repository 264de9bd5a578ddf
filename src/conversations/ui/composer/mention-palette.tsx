import { useAsk } from '#agent/ask.ts'
import { Avatar } from '#agent/kit/avatar.tsx'
import { Palette } from '#agent/kit/palette.tsx'
import { m } from '#texts'

/** Whom a note calls. */
export function MentionPalette({
  brandId,
  onClose,
  onPick,
}: {
  brandId: number
  onClose: () => void
  onPick: (colleague: { id: number; name: string }) => void
}) {
  const colleagues =
    useAsk('GET /api/colleagues', { query: { brandId, limit: 200 } }, { staleTime: 300_000 }).data?.items ??
    []
  return (
    <Palette
      title={m.agent_mention()}
      isOpen
      onClose={onClose}
      items={colleagues.map((one) => ({
        id: String(one.id),
        name: one.name,
        icon: <Avatar name={one.name} size={20} />,
      }))}
      onPick={({ id }) => {
        const found = colleagues.find((one) => String(one.id) === id)
        if (found) onPick(found)
      }}
    />
  )
}
