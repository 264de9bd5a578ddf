import { m } from '#texts'
import type { Brand } from '#people/brands/contract.ts'
import { useMe } from '../me.ts'
import { useTopics } from './bot-topics.ts'
import { TryChat } from './try-chat.tsx'

/** How a chat begins with what is typed beside it, in the reader's own language. */
export function BotPreview({ brand, bot }: { brand: Brand; bot: Brand['settings']['bot'] }) {
  const me = useMe()
  const locale = me?.locale === 'ja' ? 'ja' : 'en'
  const topics = useTopics(brand.id)
  const chosen = topics.filter((one) => bot.topics.includes(one.id))
  const shown = (chosen.length > 0 ? chosen : topics).slice(0, 5).map((one) => one.name)
  return (
    <section aria-label={m.settings_bot_preview()} className="sticky top-0">
      <h2 className="mb-3 text-read">{m.settings_bot_preview()}</h2>
      <div className={bot.answersChat ? '' : 'grayscale'}>
        <p className="text-small text-ink2">
          {bot.name[locale] || m.answers_bot_name()} · {m.settings_bot_automatic()}
        </p>
        <p className="mt-1 rounded-[4px_14px_14px] bg-mat [word-break:normal] px-3.5 py-2.5 text-read leading-[1.65]">
          {bot.greeting[locale] || m.answers_bot_greeting()}
        </p>
        <ul className="mt-3 flex list-none flex-wrap gap-2 p-0">
          {[...shown, m.answers_bot_person()].map((name) => (
            <li key={name} className="rounded-full border border-ai px-3.5 py-1 text-list text-ai">
              {name}
            </li>
          ))}
        </ul>
      </div>
      <div className="mt-4">
        <TryChat slug={brand.slug} />
      </div>
    </section>
  )
}
