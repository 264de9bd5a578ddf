import type { Editor } from '@tiptap/react'
import { lazy, Suspense } from 'react'
import { Palette } from '#agent/kit/palette.tsx'
import type { Locale } from '#platform/locale.ts'
import { m } from '#texts'
import type { Article } from '../words.ts'
import { piecesFor } from './pieces.ts'
import type { Inserting } from './use-inserting.ts'

const ArticlePalette = lazy(() => import('./article-palette.tsx'))
const LinkDialog = lazy(() => import('./link-dialog.tsx'))
const PictureDialog = lazy(() => import('./picture-dialog.tsx'))
const VideoDialog = lazy(() => import('./video-dialog.tsx'))

type LayersProps = { editor: Editor | null; inserting: Inserting; article: Article; locale: Locale }

/** Whatever is asked before something is put into the text. */
export function InsertLayers({ editor, inserting, article, locale }: LayersProps) {
  if (!editor || !inserting.layer) return null
  const of = { editor, inserting }
  if (inserting.layer === 'insert') {
    const pieces = piecesFor(editor, inserting)
    return (
      <Palette
        title={m.knowledge_insert()}
        isOpen
        onClose={() => {
          if (inserting.layer === 'insert') inserting.close()
        }}
        items={pieces.map((piece) => ({
          id: piece.id,
          name: piece.name,
          group: piece.group,
          hint: piece.hint,
          isOn: piece.isOn?.(editor),
        }))}
        keepsOpen
        onPick={({ id }) => {
          // What asks a question itself takes the place of this list.
          if (!['picture', 'video', 'article', 'link'].includes(id)) inserting.close()
          pieces.find((one) => one.id === id)?.run(editor)
        }}
      />
    )
  }
  return (
    <Suspense>
      {inserting.layer === 'picture' && <PictureDialog {...of} />}
      {inserting.layer === 'video' && <VideoDialog {...of} />}
      {inserting.layer === 'link' && <LinkDialog {...of} />}
      {inserting.layer === 'article' && <ArticlePalette {...of} article={article} locale={locale} />}
    </Suspense>
  )
}
