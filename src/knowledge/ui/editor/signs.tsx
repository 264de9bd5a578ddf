import type { ReactNode } from 'react'
import { Icon } from '#agent/kit/icon.tsx'

const drawn = (path: string) => (
  <svg
    aria-hidden
    width={16}
    height={16}
    viewBox="0 0 16 16"
    fill="none"
    stroke="currentColor"
    strokeWidth={1.4}
    strokeLinecap="round"
    strokeLinejoin="round"
  >
    <path d={path} />
  </svg>
)
/** The sign of each format in the bar above a text. */
export const signs: Record<string, ReactNode> = {
  h2: drawn('M2.5 4v8M8 4v8M2.5 8H8M11 7.5l2-1.5v6'),
  h3: drawn('M2.5 4v8M8 4v8M2.5 8H8M10.8 7.6c.2-2 3.4-2 3.2.1-.1 1.4-2.8 2.4-3.2 4.3H14'),
  bold: <Icon name="bold" />,
  italic: <Icon name="italic" />,
  bullets: <Icon name="list" />,
  numbers: <Icon name="numbers" />,
  steps: drawn(
    'M4 4.5h.01M4 11.5h.01M4 2.5a2 2 0 110 4 2 2 0 010-4zM4 9.5a2 2 0 110 4 2 2 0 010-4zM4 6.5v3M8.5 4.5H14M8.5 11.5H14',
  ),
  'callout-note': drawn('M2.5 3.5h11v9h-11zM5.5 3.5v9M8 6.5h3M8 9.5h3'),
  picture: drawn('M2.5 3.5h11v9h-11zM2.5 10.5l3-3 3 3 2-2 3 3M10.5 6h.01'),
  table: drawn('M2.5 3.5h11v9h-11zM2.5 6.5h11M6.5 3.5v9M10 6.5v6'),
  article: drawn('M4 2.5h5l3 3v8H4zM9 2.5v3h3M6 9h4M6 11h2.5'),
  link: <Icon name="link" />,
}
