import { Link } from '@tanstack/react-router'
import { m } from '#texts'

type Props = { id: number; subject: string; about: string; exactly?: string }

/** What a conversation is about, leading to it, with whose it is and when beside it. */
export function ConversationTitle({ id, subject, about, exactly }: Props) {
  return (
    <div className="flex flex-wrap items-baseline gap-x-2">
      <Link
        to="/inbox/$view/$id"
        params={{ view: 'all', id: String(id) }}
        className="font-medium hover:underline"
      >
        {subject || m.rules_no_subject()}
      </Link>
      <span className="text-small text-ink3" title={exactly}>
        {about}
      </span>
    </div>
  )
}
