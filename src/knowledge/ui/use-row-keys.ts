import { useActions } from '#agent/actions.ts'
import { m } from '#texts'

/** From row to row by keys; Enter opens the one that has the keyboard, as with every link. */
export function useRowKeys(): void {
  const group = m.knowledge_group()
  useActions([
    {
      id: 'row-down',
      name: m.knowledge_next(),
      keys: 'j, arrowdown',
      group,
      isHidden: true,
      run: () => step(1),
    },
    {
      id: 'row-up',
      name: m.knowledge_previous(),
      keys: 'k, arrowup',
      group,
      isHidden: true,
      run: () => step(-1),
    },
  ])
}

function step(by: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-article]')]
  const at = rows.findIndex((row) => row === document.activeElement)
  rows[at < 0 ? 0 : at + by]?.focus()
}
