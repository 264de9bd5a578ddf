import { m } from '#texts'
import type { Message } from '../contract.ts'

/** What stands beside the text of an automatic message: the pages it quotes, and the buttons its reader was shown. */
export function Beside({ message: { sources, quickReplies } }: { message: Message }) {
  return (
    <>
      {sources.map(({ title, url }) => (
        <p key={url} className="mt-1.5 text-small">
          <a className="text-ai underline underline-offset-2" href={url} target="_blank" rel="noreferrer">
            {title}
          </a>
        </p>
      ))}
      {quickReplies.length > 0 && (
        <ul aria-label={m.conversations_buttons()} className="mt-2 flex list-none flex-wrap gap-1.5 p-0">
          {quickReplies.map(({ key, label }) => (
            <li key={key} className="rounded-full border border-line px-2.5 py-0.5 text-small text-ink2">
              {label}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
