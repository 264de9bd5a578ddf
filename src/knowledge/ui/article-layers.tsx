import { lazy, Suspense } from 'react'
import type { Locale } from '#platform/locale.ts'
import type { Layer } from './layer.ts'
import type { Writing } from './use-writing.ts'
import type { Article } from './words.ts'

const CompareDialog = lazy(() => import('./compare-dialog.tsx'))
const PreviewDialog = lazy(() => import('./preview-dialog.tsx'))
const PublishDialog = lazy(() => import('./publish-dialog.tsx'))
const SayDialog = lazy(() => import('./say-dialog.tsx'))

type LayersProps = {
  layer: Layer
  article: Article
  writings: Record<Locale, Writing>
  onClose: () => void
}

/** Fetched when they are first wanted. */
export function ArticleLayers({ layer, article, writings, onClose }: LayersProps) {
  const of = { article, writing: writings[layer.locale], onClose }
  return (
    <Suspense>
      {layer.kind === 'preview' && <PreviewDialog {...of} />}
      {layer.kind === 'publish' && <PublishDialog {...of} />}
      {layer.kind === 'compare' && <CompareDialog {...of} from={layer.from} />}
      {layer.kind === 'say' && <SayDialog {...of} what={layer.what} />}
    </Suspense>
  )
}
