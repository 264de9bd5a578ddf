import { cx } from '#agent/kit/classes.ts'
import { m } from '#texts'
import type { ArticleDraft } from '../make-article/contract.ts'

type Part = ArticleDraft['title'][number]
type Kind = NonNullable<Part['removed']>

/** A text with what is left out of it marked: by a line through it and a word, not by colour alone. */
export function Parts({
  parts,
  kept,
  onToggle,
}: {
  parts: readonly Part[]
  kept: ReadonlySet<string>
  onToggle: (text: string) => void
}) {
  return (
    <p className="text-list leading-[1.7] whitespace-pre-line">
      {parts.map(({ text, removed }, at) =>
        removed ? (
          <button
            key={at}
            type="button"
            aria-pressed={!kept.has(text)}
            title={
              kept.has(text)
                ? m.answers_make_article_kept()
                : m.answers_make_article_removed({ kind: kindName(removed) })
            }
            onClick={() => onToggle(text)}
            className={cx(
              'mx-px rounded-[4px] px-1 text-left whitespace-pre-line',
              kept.has(text) ? 'bg-matcha-soft text-matcha' : 'bg-shu-soft text-shu',
            )}
          >
            {kept.has(text) ? text : <s>{text}</s>}
            {!kept.has(text) && <span className="ml-1 text-[11px]">{kindName(removed)}</span>}
          </button>
        ) : (
          <span key={at}>{text}</span>
        ),
      )}
    </p>
  )
}

/** What stands there without it. */
export const plainOf = (parts: readonly Part[]) =>
  parts.map(({ text, removed }) => (removed ? `[${kindName(removed)}]` : text)).join('')

const kindName = (kind: Kind): string =>
  ({
    name: m.answers_personal_name,
    email: m.answers_personal_email,
    phone: m.answers_personal_phone,
    order: m.answers_personal_order,
    address: m.answers_personal_address,
    card: m.answers_personal_card,
    link: m.answers_personal_link,
    number: m.answers_personal_number,
  })[kind]()
