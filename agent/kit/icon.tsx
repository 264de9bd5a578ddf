const paths = {
  close: 'M4 4l8 8M12 4l-8 8',
  check: 'M3 8.5l3.2 3.2L13 5',
  back: 'M9.5 3.5L5 8l4.5 4.5',
  forward: 'M6.5 3.5L11 8l-4.5 4.5',
  down: 'M4 6l4 4 4-4',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  search: 'M7 12A5 5 0 107 2a5 5 0 000 10zM11 11l3 3',
  clip: 'M13 7.5l-5.2 5.2a3.2 3.2 0 01-4.5-4.5l5.6-5.6a2.1 2.1 0 013 3l-5.5 5.5a1 1 0 01-1.5-1.5L9.7 5',
  alert: 'M8 5v4M8 11.5h.01M8 1.8l6.5 11.7h-13z',
  bold: 'M5 3h4a2.5 2.5 0 010 5H5zM5 8h4.7a2.5 2.5 0 010 5H5z',
  italic: 'M7 3h5M4 13h5M9.5 3l-3 10',
  list: 'M6 4h7M6 8h7M6 12h7M3 4h.01M3 8h.01M3 12h.01',
  numbers: 'M7 4h6M7 8h6M7 12h6M3 3v3M2.6 10h1.4L2.6 12.6H4',
  quote: 'M3 4v8M6 5h7M6 8h7M6 11h4',
  link: 'M6.5 9.5l3-3M7 4.5l1.2-1.2a3 3 0 014.3 4.3L11 8.8M9 11.5l-1.2 1.2a3 3 0 01-4.3-4.3L5 7.2',
  clock: 'M8 14A6 6 0 108 2a6 6 0 000 12zM8 5v3.2l2 1.3',
  flag: 'M4 14V2.5M4 3h7.5l-1.6 2.7 1.6 2.8H4',
  person: 'M8 8a2.7 2.7 0 100-5.4A2.7 2.7 0 008 8zM3 13.5c.6-2.4 2.6-3.6 5-3.6s4.4 1.2 5 3.6',
  menu: 'M2.5 4.5h11M2.5 8h11M2.5 11.5h11',
  plus: 'M8 3v10M3 8h10',
  inbox: 'M2.5 9l2-5.5h7l2 5.5v3.5h-11zM2.5 9h3l1 1.8h3l1-1.8h3',
  bell: 'M4.2 11.2V7.3a3.8 3.8 0 017.6 0v3.9l1.2 1.3H3zM6.8 14h2.4',
  settings: 'M3 4.5h5M11 4.5h2M3 11.5h2M8 11.5h5M9.5 3v3M6.5 10v3',
  star: 'M8 2.5l1.7 3.5 3.8.5-2.8 2.7.7 3.8L8 11.2 4.6 13l.7-3.8L2.5 6.5l3.8-.5z',
  lock: 'M4 7.5h8v6H4zM5.5 7.5V5.3a2.5 2.5 0 015 0v2.2',
  undo: 'M6 3L3 6l3 3M3 6h6a3.7 3.7 0 010 7.4H6.5',
  trash: 'M3 4.5h10M6.5 4.5V3h3v1.5M4.5 4.5l.6 8.5h5.8l.6-8.5',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  file: 'M4 2.5h5l3 3v8H4zM9 2.5v3h3',
} as const

export type IconName = keyof typeof paths

/** A thin line drawing of 16 px; its meaning is said by the word beside it or by the button's name. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      aria-hidden
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === 'more' ? 2 : 1.4}
      strokeLinecap="round"
      strokeLinejoin="round"
      className="shrink-0"
    >
      <path d={paths[name]} />
    </svg>
  )
}
