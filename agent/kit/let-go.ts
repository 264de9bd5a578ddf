let isDown = false

if (typeof window !== 'undefined') {
  const set = (next: boolean) => () => {
    isDown = next
  }
  addEventListener('pointerdown', set(true), { capture: true })
  for (const end of ['pointerup', 'pointercancel']) addEventListener(end, set(false), { capture: true })
}

/**
 * Does it when no pointer is pressed any more: at once, or as soon as it is let go. What moves while somebody presses would take away from
 * under the pointer what they meant, and the click would be lost.
 */
export function whenLetGo(run: () => void): void {
  if (!isDown) return run()
  const go = () => {
    for (const end of ['pointerup', 'pointercancel']) removeEventListener(end, go, { capture: true })
    run()
  }
  for (const end of ['pointerup', 'pointercancel']) addEventListener(end, go, { capture: true })
}
