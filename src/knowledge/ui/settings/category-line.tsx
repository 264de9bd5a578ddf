import { type Order, OrderedLine } from '#agent/settings-screen/ordered.tsx'
import { m } from '#texts'
import { getLocale } from '#texts/runtime'
import { type Category, categoryName } from '../words.ts'

type LineProps = {
  category: Category
  order: Order
  onDropBefore: (id: number) => void
  onRename: () => void
  onDelete: () => void
}

/** One category with its name in both languages. */
export function CategoryLine({ category, order, onDropBefore, onRename, onDelete }: LineProps) {
  return (
    <OrderedLine
      id={category.id}
      kind="category"
      depth={category.parentId === null ? 0 : 1}
      name={categoryName(category)}
      about={
        <span lang={getLocale() === 'ja' ? 'en' : 'ja'}>
          {getLocale() === 'ja' ? category.nameEn : category.nameJa}
        </span>
      }
      onDrop={onDropBefore}
      onOpen={onRename}
      entries={[
        { name: m.knowledge_category_rename(), run: onRename },
        ...order.entriesFor(category.id),
        'line',
        { name: m.settings_delete(), isDangerous: true, run: onDelete },
      ]}
    >
      <span className="text-small whitespace-nowrap text-ink3">
        {m.knowledge_category_articles({ count: category.articles })}
      </span>
    </OrderedLine>
  )
}
