import { useAsk } from '#agent/ask.ts'
import { Palette } from '#agent/kit/palette.tsx'
import { m } from '#texts'

/** Who keeps the promise from now on. */
export default function OwnerPalette({
  brandId,
  ownerId,
  onPick,
  onClose,
}: {
  brandId: number
  ownerId: number | undefined
  onPick: (id: number) => void
  onClose: () => void
}) {
  const colleagues =
    useAsk('GET /api/colleagues', { query: { brandId } }, { staleTime: 60_000 }).data?.items ?? []
  return (
    <Palette
      title={m.promises_pass_on()}
      isOpen
      onClose={onClose}
      items={colleagues.map((one) => ({ id: String(one.id), name: one.name, isOn: one.id === ownerId }))}
      onPick={({ id }) => onPick(Number(id))}
    />
  )
}
