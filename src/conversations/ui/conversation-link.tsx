import { Link } from '@tanstack/react-router'
import { cx } from '#agent/kit/classes.ts'
import { customerName, subjectOf } from './words.ts'

type Props = {
  id: number
  customer: string
  subject: string
  /** What else is said of it at the end of the line. */
  also?: string | undefined
  title?: string
  className?: string
}

/** The conversation something belongs to, as a line that opens it. */
export const ConversationLink = ({
  id,
  customer,
  subject,
  also,
  title,
  className = 'block text-ink2',
}: Props) => (
  <Link
    to="/inbox/$view/$id"
    params={{ view: 'all', id: String(id) }}
    className={cx('truncate text-small underline-offset-2 hover:underline max-phone:py-2.5', className)}
    title={title}
  >
    {[customerName({ name: customer, address: null }), subjectOf(subject), also].filter(Boolean).join(' · ')}
  </Link>
)
