import { Icon } from '#agent/kit/icon.tsx'
import { sizeOf } from '#agent/kit/time.ts'
import { m } from '#texts'
import type { Uploads } from './use-uploads.ts'

/** Files that will go along. */
export function UploadList({ uploads }: { uploads: Uploads }) {
  const shown = uploads.uploads.filter((one) => !one.attachment?.isInline)
  if (shown.length === 0) return null
  return (
    <ul className="flex flex-wrap gap-1.5 px-3.5 pb-2">
      {shown.map((one) => (
        <li
          key={one.key}
          className="relative flex h-8 items-center gap-1.5 overflow-hidden rounded-[7px] border border-line bg-paper pr-1 pl-2 text-small"
        >
          <Icon name="file" size={14} />
          <span className="max-w-48 truncate">{one.name}</span>
          <span className="text-ink3">{sizeOf(one.size)}</span>
          <button
            type="button"
            aria-label={m.agent_remove({ name: one.name })}
            onClick={() => uploads.remove(one.key)}
            className="grid size-6 place-items-center rounded-[5px] text-ink3 hover:text-ink max-phone:size-8"
          >
            <Icon name="close" size={12} />
          </button>
          {!one.attachment && (
            <span
              className="absolute bottom-0 left-0 h-0.5 bg-ai"
              style={{ width: `${Math.round(one.share * 100)}%` }}
            />
          )}
        </li>
      ))}
    </ul>
  )
}
