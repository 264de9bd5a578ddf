import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'

/** A line of a list that leads to a conversation. */
export const ConversationRowLink = ({ id, children }: { id: number; children: ReactNode }) => (
  <Link
    to="/inbox/$view/$id"
    params={{ view: 'all', id: String(id) }}
    className="grid gap-0.5 px-1 py-2.5 -outline-offset-2 hover:bg-mat/60"
  >
    {children}
  </Link>
)
