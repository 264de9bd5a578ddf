import type { DragEvent } from 'react'

const kind = 'application/x-engawa-article'

/** Takes an article along with the pointer. */
export function dragArticle(event: DragEvent, id: number): void {
  event.dataTransfer.setData(kind, String(id))
  event.dataTransfer.effectAllowed = 'move'
}

/** The article that was dropped here, if it was one. */
export function draggedArticle(event: DragEvent): number | undefined {
  event.preventDefault()
  return Number(event.dataTransfer.getData(kind)) || undefined
}
