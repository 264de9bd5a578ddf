import { lazy, Suspense, useState } from 'react'
import { Button } from '#agent/kit/button.tsx'
import { m } from '#texts'
import type { Writing } from './use-writing.ts'

const ConflictDialog = lazy(() => import('./conflict-dialog.tsx'))

/** Said at once, and in the way only when one wants to look: what is typed meanwhile is kept here. */
export function ConflictBox({ writing }: { writing: Writing }) {
  const [isOpen, setOpen] = useState(true)
  const { conflict } = writing
  if (!conflict) return null
  const name = conflict.theirs.editedBy?.name ?? 'Engawa'
  return (
    <div
      role="alert"
      className="mb-4 flex flex-wrap items-center gap-2 rounded-[10px] bg-kohaku-soft px-3 py-2 text-kohaku"
    >
      <b className="min-w-[200px] flex-1 text-small">{m.knowledge_conflict_title({ name })}</b>
      <Button look="primary" onClick={() => setOpen(true)}>
        {m.knowledge_conflict_look()}
      </Button>
      {isOpen && (
        <Suspense>
          <ConflictDialog writing={writing} conflict={conflict} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </div>
  )
}
