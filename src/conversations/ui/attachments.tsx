import { Icon } from '#agent/kit/icon.tsx'
import { sizeOf } from '#agent/kit/time.ts'
import type { Message } from '../contract.ts'

const shownTypes = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif'])

/** What hangs on a message: pictures to look at, everything else to save. */
export function Attachments({ attachments }: { attachments: Message['attachments'] }) {
  const pictures = attachments.filter((one) => shownTypes.has(one.type))
  const files = attachments.filter((one) => !shownTypes.has(one.type))
  return (
    <div className="mt-2.5 flex flex-wrap gap-2">
      {pictures.map((one) => (
        <a
          key={one.id}
          href={one.url}
          target="_blank"
          rel="noopener"
          title={`${one.name} · ${sizeOf(one.size)}`}
        >
          <img
            src={one.url}
            alt={one.name}
            loading="lazy"
            className="h-28 max-w-[220px] rounded-[6px] border border-line bg-mat object-cover"
          />
        </a>
      ))}
      {files.map((one) => (
        <a
          key={one.id}
          href={`${one.url}?download=1`}
          download={one.name}
          className="flex h-9 max-w-full items-center gap-2 rounded-[7px] border border-line bg-paper px-2.5 text-small hover:bg-mat max-phone:h-11"
        >
          <Icon name="file" />
          <span className="truncate">{one.name}</span>
          <span className="shrink-0 text-ink3">{sizeOf(one.size)}</span>
        </a>
      ))}
    </div>
  )
}
