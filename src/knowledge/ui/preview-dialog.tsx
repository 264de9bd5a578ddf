import { useEffect, useState } from 'react'
import { Dialog } from '#agent/kit/dialog.tsx'
import { Skeleton } from '#agent/kit/states.tsx'
import { m } from '#texts'
import { Tabs } from './tabs.tsx'
import type { Writing } from './use-writing.ts'
import type { Article } from './words.ts'

type PreviewProps = { article: Article; writing: Writing; onClose: () => void }

/** The draft on the very page readers will get, as wide as a computer or a phone. */
export default function PreviewDialog({ article, writing, onClose }: PreviewProps) {
  const [size, setSize] = useState<'wide' | 'phone'>('wide')
  const [revision, setRevision] = useState<number>()
  const { settle } = writing
  useEffect(() => {
    void settle().then((saved) => setRevision(saved ?? 0))
    // Once, when it opens.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [])
  return (
    <Dialog title={m.knowledge_preview_title()} isOpen onClose={onClose} width={1180}>
      <Tabs
        className="mx-auto -mt-3 mb-3 max-w-[280px]"
        name={m.knowledge_preview_title()}
        tabs={[
          { id: 'wide', name: m.knowledge_preview_wide() },
          { id: 'phone', name: m.knowledge_preview_phone() },
        ]}
        current={size}
        onPick={setSize}
      />
      {revision === undefined ? (
        <Skeleton className="h-[66dvh]" />
      ) : (
        <iframe
          title={m.knowledge_preview_title()}
          // Nothing in it runs or is sent; pictures of a draft are only for who is signed in.
          sandbox="allow-same-origin"
          src={`/api/articles/${article.id}/texts/${writing.locale}/preview?revision=${revision}`}
          className="mx-auto block h-[66dvh] max-w-full rounded-[8px] border border-line"
          style={{ width: size === 'phone' ? 390 : '100%' }}
        />
      )}
    </Dialog>
  )
}
