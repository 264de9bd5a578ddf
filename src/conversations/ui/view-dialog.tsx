export default function ViewDialog(_: {
  saved: unknown
  filter: unknown
  sort: unknown
  onClose: () => void
}) {
  return null
}
