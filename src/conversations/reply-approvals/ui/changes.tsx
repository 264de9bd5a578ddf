import { m } from '#texts'
import type { Piece } from '#platform/difference.ts'

/** What was put in and taken out, in the place where it stood; said, not only coloured. */
export function Changes({ changes }: { changes: readonly Piece[] }) {
  return (
    <p className="rounded-[10px] bg-me px-3.5 py-2.5 text-read leading-[1.65] whitespace-pre-line">
      {changes.map(({ kind, text }, at) =>
        kind === 'same' ? (
          <span key={at}>{text}</span>
        ) : kind === 'added' ? (
          <ins key={at} className="rounded-[3px] bg-matcha-soft px-0.5 text-matcha no-underline">
            <span className="sr-only">{m.reply_approvals_added()}: </span>
            {text}
          </ins>
        ) : (
          <del key={at} className="px-0.5 text-shu">
            <span className="sr-only">{m.reply_approvals_removed()}: </span>
            {text}
          </del>
        ),
      )}
    </p>
  )
}
