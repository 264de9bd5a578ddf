/**
 * Resolves when what is being drawn now can be seen. What follows from a press, but is not the answer to it, waits for this: a request costs
 * milliseconds to begin, and opening a conversation begins ten. A tab out of sight draws nothing, so the wait has an end.
 */
export function painted(): Promise<void> {
  return new Promise((resolve) => {
    const latest = setTimeout(resolve, 100)
    requestAnimationFrame(() => {
      clearTimeout(latest)
      setTimeout(resolve)
    })
  })
}
