import { Button, IconButton } from '#agent/kit/button.tsx'
import { Chip } from '#agent/kit/chip.tsx'
import { Icon } from '#agent/kit/icon.tsx'
import { m } from '#texts'
import { getLocale } from '#texts/runtime'
import { languageName } from '../../conversations/ui/words.ts'
import type { SuggestedArticle } from '../beside/contract.ts'
import type { How } from './use-articles.ts'

type CardProps = {
  article: SuggestedArticle
  mayWrite: boolean
  isBusy: boolean
  onInsert: (how: How) => void
  onHelped: (hasHelped: boolean) => void
}

/** A suggested article: what of it answers, why it is suggested, and how it gets into the answer. */
export function ArticleCard({ article, mayWrite, isBusy, onInsert, onHelped }: CardProps) {
  const { title, hasHelped } = article
  const ways: [How, string, string][] = [
    ['link', m.answers_insert_link(), m.answers_insert_link_of({ title })],
    ['quote', m.answers_insert_quote(), m.answers_insert_quote_of({ title })],
    ['text', m.answers_insert_text(), m.answers_insert_text_of({ title })],
  ]
  return (
    <li className="rounded-[9px] border border-line bg-paper p-3">
      <div className="flex items-start gap-1.5">
        <h4 className="min-w-0 flex-1 [word-break:auto-phrase] text-list leading-[1.45] font-semibold">
          {title}
        </h4>
        <a
          href={article.url}
          target="_blank"
          rel="noreferrer"
          aria-label={m.answers_open_article({ title })}
          title={m.answers_open_article({ title })}
          className="-mt-0.5 -mr-1 grid size-6 shrink-0 place-items-center rounded-[6px] text-ink3 hover:bg-mat hover:text-ink max-phone:size-11"
        >
          <Icon name="link" size={14} />
        </a>
      </div>
      {article.isFallback && (
        <Chip tone="kohaku" className="mt-1">
          {m.answers_only_in({ language: languageName(article.locale) })}
        </Chip>
      )}
      <p className="mt-1 line-clamp-3 text-small leading-[1.6] text-ink2">
        {article.passage.map(({ text, isHit }, at) =>
          isHit ? (
            <mark key={at} className="rounded-[2px] bg-kohaku-soft text-ink">
              {text}
            </mark>
          ) : (
            text
          ),
        )}
      </p>
      <p className="mt-1.5 text-[11px] leading-[1.5] text-ink3">{whyWords(article)}</p>
      {mayWrite && (
        <div className="mt-2 -ml-1.5 flex flex-wrap items-center gap-0.5">
          {ways.map(([how, word, name]) => (
            <Button
              key={how}
              look="quiet"
              className="h-6 px-1.5"
              aria-label={name}
              title={name}
              disabled={isBusy}
              onClick={() => onInsert(how)}
            >
              {word}
            </Button>
          ))}
          <span className="flex-1" />
          <IconButton
            name={m.answers_helped_of({ title })}
            isOn={hasHelped}
            onClick={() => onHelped(!hasHelped)}
            className="h-6 w-auto px-1.5 text-small whitespace-nowrap max-phone:w-auto"
          >
            <span className="flex items-center gap-1">
              <Icon name="check" size={13} />
              {m.answers_helped()}
            </span>
          </IconButton>
        </div>
      )}
    </li>
  )
}

/** Why an article is suggested, in a line. */
export function whyWords({ why }: Pick<SuggestedArticle, 'why'>): string {
  return [
    why.isForReason && m.answers_for_this_reason(),
    why.words.length > 0 && m.answers_words_in_common({ words: listed(why.words) }),
    why.helped > 0 && m.answers_helped_times({ count: why.helped }),
  ]
    .filter(Boolean)
    .join(' · ')
}

/** Words one after the other, as each language lists them. */
export const listed = (words: readonly string[]) => words.join(getLocale() === 'ja' ? '、' : ', ')
