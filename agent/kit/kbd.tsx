import { Fragment } from 'react'

const isMac = /Mac|iP(hone|ad)/.test(navigator.platform)
const signs: Record<string, string> = isMac
  ? {
      mod: '⌘',
      shift: '⇧',
      alt: '⌥',
      enter: '↵',
      escape: 'Esc',
      arrowdown: '↓',
      arrowup: '↑',
      arrowleft: '←',
      arrowright: '→',
    }
  : {
      mod: 'Ctrl',
      shift: 'Shift',
      alt: 'Alt',
      enter: '↵',
      escape: 'Esc',
      arrowdown: '↓',
      arrowup: '↑',
      arrowleft: '←',
      arrowright: '→',
    }

/** How a key is written on this machine: `mod+enter` is ⌘↵ or Ctrl+↵. */
export function writtenKey(key: string): string {
  if (key === '+') return '+'
  const parts = key.split('+').map((part) => signs[part] ?? (part.length === 1 ? part.toUpperCase() : part))
  return isMac ? parts.join('') : parts.join('+')
}

/** Keys shown where the action is; two keys after each other have a space between. */
export function Kbd({ keys, bare = false }: { keys: string; bare?: boolean }) {
  return (
    <span aria-hidden className="inline-flex shrink-0 gap-1 max-phone:hidden">
      {keys.split(' ').map((key, at) => (
        <Fragment key={at}>
          <kbd
            className={
              bare
                ? 'font-sans text-[11px] opacity-75'
                : 'min-w-[17px] rounded-[4px] border border-b-2 border-line bg-paper px-1 text-center font-sans text-[10.5px] whitespace-nowrap leading-[15px] text-ink3'
            }
          >
            {writtenKey(key)}
          </kbd>
        </Fragment>
      ))}
    </span>
  )
}
