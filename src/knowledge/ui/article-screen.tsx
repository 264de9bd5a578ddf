import { useParams } from '@tanstack/react-router'
import { useAsk } from '#agent/ask.ts'
import { ErrorState, Skeleton } from '#agent/kit/states.tsx'
import { ArticleDesk } from './article-desk.tsx'

/** One article with both its languages, as they are worked on. */
export function ArticleScreen() {
  const { id } = useParams({ strict: false })
  const asked = useAsk('GET /api/articles/{id}', { params: { id: Number(id) } })
  return (
    <main className="h-full border-l border-line bg-paper max-phone:border-l-0">
      {asked.data ? (
        <ArticleDesk key={asked.data.id} article={asked.data} />
      ) : asked.error ? (
        <ErrorState error={asked.error} onRetry={() => void asked.refetch()} />
      ) : (
        <Skeleton className="m-6 h-60" />
      )}
    </main>
  )
}
