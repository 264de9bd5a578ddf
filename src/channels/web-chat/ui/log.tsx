/** @jsxImportSource preact */
import { Fragment, type ComponentChildren } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { ChatFile, ChatMessage } from '../frames.ts'
import type { PanelConfig } from '../panel-config.ts'
import type { Chat, Pending } from './store.ts'
import { fill, type Texts } from './fill.ts'
import './log.css'

type Button = ChatMessage['replies'][number]
type Props = {
  config: PanelConfig
  t: Texts
  language: 'en' | 'ja'
  chat: Chat
  onEarlier(): void
  onTopic(text: string, id: number): void
  onPress(messageId: number, button: Button): void
  children: ComponentChildren
}

export function Log({ config, t, language, chat, onEarlier, onTopic, onPress, children }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const isAtEnd = useRef(true)
  const [hasNew, setNew] = useState(false)
  const { messages, pending, state } = chat
  const newest = messages.at(-1)
  const toEnd = () => {
    if (box.current) box.current.scrollTop = box.current.scrollHeight
    setNew(false)
  }
  // Who reads further up is not pulled down, but told.
  useLayoutEffect(() => {
    if (isAtEnd.current || pending.length > 0) toEnd()
    else if (newest?.from === 'staff') setNew(true)
  }, [newest?.id, pending.length, chat.typing, state.isEnded])
  useEffect(() => {
    const keepEnd = () => isAtEnd.current && toEnd()
    addEventListener('resize', keepEnd)
    return () => removeEventListener('resize', keepEnd)
  }, [])
  const { bot } = config
  // What was pressed is gone; the keyboard goes on from the words, and no on-screen keyboard opens.
  const press = (id: number, button: Button) => {
    box.current?.focus()
    onPress(id, button)
  }
  const hasBegun = messages.length + pending.length > 0
  const read = messages.findLast((one) => one.from === 'visitor' && one.event <= state.staffRead)
  const mine = messages.findLast((one) => one.from === 'visitor')
  return (
    <main>
      <div
        class="log"
        ref={box}
        role="log"
        aria-label={t.messages}
        tabIndex={0}
        onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
          isAtEnd.current = scrollHeight - scrollTop - clientHeight < 40
          if (isAtEnd.current) setNew(false)
        }}
      >
        {chat.hasEarlier ? (
          <button class="earlier" onClick={onEarlier}>
            {t.earlier}
          </button>
        ) : (
          <div class="said">
            {bot && <h2>{`${bot.name} · ${t.automatic}`}</h2>}
            <div class="bubble">
              {bot ? hello(t) + bot.greeting : config.greeting[language] || t.greeting}
            </div>
            {!hasBegun && (config.ask !== 'before' || state.email) && (
              <Buttons
                all={
                  bot ? bot.topics : config.topics.map((one) => ({ key: `${one.id}`, label: one[language] }))
                }
                onPress={(one) => (bot ? press(0, one) : onTopic(one.label, +one.key))}
              />
            )}
          </div>
        )}
        {messages.map((one, at) => {
          const before = messages[at - 1]
          const after = messages[at + 1]
          return (
            <Fragment key={one.id}>
              {dayOf(one.at) !== dayOf(before?.at) && <p class="day">{dayName(one.at, t, language)}</p>}
              <Said
                message={one}
                t={t}
                language={language}
                isFirst={before?.from !== one.from || before.name !== one.name}
                isLast={after?.from !== one.from || gap(one, after) > 300_000}
                mark={one === mine ? (one === read ? t.read : t.sent) : undefined}
              />
            </Fragment>
          )
        })}
        {newest?.replies[0] && !pending[0] && !state.isEnded && (
          <Buttons all={newest.replies} onPress={(one) => press(newest.id, one)} />
        )}
        {pending.map((one) => (
          <Waiting key={one.ref} pending={one} t={t} />
        ))}
        {state.isEnded && hasBegun && <p class="day">{t.ended}</p>}
        {children}
        {chat.typing !== undefined && (
          <p class="typing">
            <i />
            <i />
            <i />
            <span>{fill(t.typing, chat.typing || config.name)}</span>
          </p>
        )}
      </div>
      {hasNew && (
        <button class="new" onClick={toEnd}>
          {t.newMessages}
        </button>
      )}
    </main>
  )
}

function Said(props: {
  message: ChatMessage
  t: Texts
  language: 'en' | 'ja'
  isFirst: boolean
  isLast: boolean
  mark: string | undefined
}) {
  const { message, t, language } = props
  const isMine = message.from === 'visitor'
  const clock = new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit' })
  return (
    <article class={isMine ? 'said mine' : 'said'}>
      {props.isFirst && (
        <h2 class={isMine ? 'hidden' : ''}>
          {isMine ? t.you : message.name + (message.isAutomatic ? ` · ${t.automatic}` : '')}
        </h2>
      )}
      {message.text !== '' && (
        <div class="bubble">
          {linked(message.text)}
          {message.sources.map(({ title, url }) => (
            <a key={url} class="source" href={url} target="_blank" rel="noopener">
              {fill(t.source, title)}
            </a>
          ))}
        </div>
      )}
      {message.files.map((file) => (
        <FileBox key={file.url} file={file} />
      ))}
      {props.isLast && (
        <p class="at">
          {props.mark && `${props.mark} · `}
          <time dateTime={message.at}>{clock.format(new Date(message.at))}</time>
        </p>
      )}
    </article>
  )
}

function Buttons({ all, onPress }: { all: Button[]; onPress(one: Button): void }) {
  return (
    <div class="topics">
      {all.map((one) => (
        <button key={one.key} onClick={() => onPress(one)}>
          {one.label}
        </button>
      ))}
    </div>
  )
}

function Waiting({ pending, t }: { pending: Pending; t: Texts }) {
  return (
    <article class="said mine waits">
      {pending.text !== '' && <div class="bubble">{linked(pending.text)}</div>}
      {pending.files.map((file) => (
        <span key={file.ticket} class="file">
          {file.name}
        </span>
      ))}
      <p class="at">{t.sending}</p>
    </article>
  )
}

function FileBox({ file }: { file: ChatFile }) {
  const isPicture = /^image\/(png|jpeg|gif|webp)$/.test(file.type)
  return (
    <a class={isPicture ? 'picture' : 'file'} href={file.url} target="_blank" rel="noopener">
      {isPicture ? <img src={file.url} alt={file.name} loading="lazy" /> : file.name}
    </a>
  )
}

/** Addresses in a text become links; everything else stays text. Japanese punctuation ends an address. */
function linked(text: string): ComponentChildren {
  return text.split(/(https?:\/\/[^\s<>"'、。「」（）]+[^\s<>"'、。「」（）.,;:!?)])/).map((part, at) =>
    at % 2 === 1 ? (
      <a key={at} href={part} target="_blank" rel="noopener noreferrer">
        {part}
      </a>
    ) : (
      part
    ),
  )
}

const hello = (t: Texts) => {
  const hour = new Date().getHours()
  return t.hello[hour < 4 || hour > 17 ? 2 : hour < 11 ? 0 : 1] ?? ''
}

const dayOf = (at: string | undefined) => (at === undefined ? '' : new Date(at).toDateString())
const gap = (one: ChatMessage, after: ChatMessage | undefined) =>
  after ? Date.parse(after.at) - Date.parse(one.at) : 0

function dayName(at: string, t: Texts, language: 'en' | 'ja'): string {
  const day = new Date(at)
  const today = new Date()
  if (day.toDateString() === today.toDateString()) return t.today
  today.setDate(today.getDate() - 1)
  if (day.toDateString() === today.toDateString()) return t.yesterday
  return new Intl.DateTimeFormat(language, { month: 'long', day: 'numeric', weekday: 'short' }).format(day)
}
