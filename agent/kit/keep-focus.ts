const isOff = (one: Element) => one.matches(':disabled, [hidden]')
const isNowhere = () => document.activeElement === null || document.activeElement === document.body

/**
 * By keyboard nobody is thrown back to the top of the page: when what had the focus is taken off the screen, the layer or the screen that is
 * there now has it, and what could not be used for a moment gets it back. Whoever looks elsewhere by themselves is left alone.
 */
export function keepFocus(): void {
  let had: Element | undefined
  let soon = 0
  let isByPointer = false
  const point = () => {
    isByPointer = true
  }
  const press = () => {
    isByPointer = false
  }
  const remember = ({ target }: FocusEvent) => {
    had = target instanceof Element && target !== document.body ? target : undefined
  }
  const left = ({ target }: FocusEvent) =>
    requestAnimationFrame(() => {
      if (target !== had || !isNowhere() || !had?.isConnected || isOff(had)) return
      // Still there and of use: it was left on purpose, by a click beside it or by the key that leaves a field.
      had = undefined
      if (!isByPointer) give(document.querySelector('main'))
    })
  const look = () => {
    if (had === undefined || !isNowhere() || (had.isConnected && isOff(had))) return
    give(had.isConnected ? had : (topLayer() ?? document.querySelector('main')))
  }
  // What is drawn may take the focus itself; it comes first.
  const watch = new MutationObserver(() => {
    clearTimeout(soon)
    soon = window.setTimeout(look, 60)
  })
  watch.observe(document.body, { childList: true, subtree: true, attributeFilter: ['disabled', 'hidden'] })
  addEventListener('pointerdown', point, { capture: true })
  addEventListener('keydown', press, { capture: true })
  document.addEventListener('focusin', remember)
  document.addEventListener('focusout', left)
}

function give(next: Element | null): void {
  if (!(next instanceof HTMLElement)) return
  if (next.tabIndex < 0) next.setAttribute('tabindex', '-1')
  next.focus({ preventScroll: true })
}

const topLayer = () => [...document.querySelectorAll('[role=dialog], [role=alertdialog]')].at(-1)
