import { useState } from 'react'
import { Button } from '#agent/kit/button.tsx'
import { cx } from '#agent/kit/classes.ts'
import { m } from '#texts'
import { getLocale } from '#texts/runtime'
import { type Category, categoryName } from '../words.ts'

type LineProps = {
  category: Category
  onDropBefore: (id: number) => void
  onRename: () => void
  onDelete: () => void
}
const kind = 'application/x-engawa-category'

/** One category with its name in both languages; taken by the pointer or, when it has the focus, by Alt and the arrows. */
export function CategoryLine({ category, onDropBefore, onRename, onDelete }: LineProps) {
  const [isOver, setOver] = useState(false)
  const name = categoryName(category)
  return (
    <li
      draggable
      onDragStart={(event) => event.dataTransfer.setData(kind, String(category.id))}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        const id = Number(event.dataTransfer.getData(kind))
        if (id && id !== category.id) onDropBefore(id)
      }}
      className={cx(
        'flex flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-line py-2',
        category.parentId !== null && 'pl-7',
        isOver && 'shadow-[0_-2px_0_var(--ai)]',
      )}
    >
      <button
        type="button"
        data-category={category.id}
        aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown Alt+ArrowLeft Alt+ArrowRight"
        onClick={onRename}
        className="min-h-9 min-w-[180px] flex-1 rounded-[6px] px-1 max-phone:min-h-11"
      >
        <span className="block font-medium">{name}</span>
        <span className="block text-small text-ink3" lang={getLocale() === 'ja' ? 'en' : 'ja'}>
          {getLocale() === 'ja' ? category.nameEn : category.nameJa}
        </span>
      </button>
      <span className="text-small text-ink3">
        {m.knowledge_category_articles({ count: category.articles })}
      </span>
      <Button
        className="max-phone:hidden"
        aria-label={`${m.knowledge_category_rename()}: ${name}`}
        onClick={onRename}
      >
        {m.knowledge_category_rename()}
      </Button>
      <Button look="danger" aria-label={`${m.settings_delete()}: ${name}`} onClick={onDelete}>
        {m.settings_delete()}
      </Button>
    </li>
  )
}
