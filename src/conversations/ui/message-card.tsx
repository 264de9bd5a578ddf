import { useState } from 'react'
import { cx } from '#agent/kit/classes.ts'
import { IconButton } from '#agent/kit/button.tsx'
import { Icon } from '#agent/kit/icon.tsx'
import { Menu, type MenuEntry } from '#agent/kit/menu.tsx'
import { exactOf, whenOf } from '#agent/kit/time.ts'
import { m } from '#texts'
import type { ConversationPage, Message } from '../contract.ts'
import { Attachments } from './attachments.tsx'
import { Beside } from './beside-text.tsx'
import { AuthenticationLine } from './authentication-line.tsx'
import type { Composer } from './composer/use-composer.ts'
import { DeliveryLine } from './delivery-line.tsx'
import { Folded } from './folded.tsx'
import { LinkedText } from './linked-text.tsx'
import { MailFrame } from './mail-frame.tsx'
import { channelName, customerName } from './words.ts'

type CardProps = {
  message: Message
  conversation: ConversationPage | undefined
  composer: Composer
  /** What this answer quotes below itself in the customer's mail. */
  quoted: Message | undefined
  isNewest: boolean
  isWanted: boolean
}

/** One message as it reads best: the mail's own HTML in a frame, or its text; quotes and signature folded below. */
export function MessageCard({ message, conversation, composer, quoted, isNewest, isWanted }: CardProps) {
  const [showsText, setShowsText] = useState(false)
  const [showsDetails, setShowsDetails] = useState(false)
  const isOut = message.direction === 'out'
  const isNote = message.direction === 'note'
  const hasFrame = message.htmlUrl !== null && !showsText
  // Its words are a draft again; here it only says that it was there.
  const isTakenBack = message.deliveryState === 'cancelled'
  const entries = useEntries({ message, composer, showsText, setShowsText, setShowsDetails })
  return (
    <article
      id={`message-${message.id}`}
      aria-label={`${authorOf(message, conversation)} ${whenOf(message.createdAt)}`}
      className={cx(
        'group/message w-full',
        isOut ? 'max-w-[600px] self-end' : hasFrame ? 'max-w-[720px]' : 'max-w-[640px]',
        isWanted && 'rounded-[12px] outline-2 outline-offset-4 outline-ai',
      )}
    >
      <div className={cx('mb-1 flex items-baseline gap-2', isOut && 'justify-end')}>
        <b className="font-semibold">
          {isNote ? m.agent_note_by({ name: message.author.name }) : authorOf(message, conversation)}
        </b>
        <span className="text-[11px] text-ink3" title={exactOf(message.createdAt)}>
          {whenOf(message.createdAt)} · {isNote ? m.agent_only_staff() : channelName(message.channel)}
          {message.kind !== 'message' && ` · ${kindName(message.kind)}`}
          {message.isAutomatic && ` · ${m.conversations_automatic()}`}
          {message.languages.length > 1 && ` · ${m.templates_in_both()}`}
        </span>
        <span className="opacity-0 transition-opacity duration-100 group-focus-within/message:opacity-100 group-hover/message:opacity-100 max-phone:opacity-100">
          <Menu
            trigger={
              <IconButton name={m.agent_message_menu()} className="-my-1 size-6 max-phone:size-9">
                <Icon name="more" />
              </IconButton>
            }
            entries={entries}
          />
        </span>
      </div>
      {showsDetails && <Details message={message} />}
      <div
        className={cx(
          'border px-3.5 py-[11px] text-read leading-[1.65]',
          isNote
            ? 'rounded-[4px_12px_12px_12px] border-transparent bg-note'
            : isOut
              ? 'rounded-[12px_4px_12px_12px] border-transparent bg-me'
              : 'rounded-[4px_12px_12px_12px] border-line',
          message.deliveryState === 'failed' && 'border-shu',
          isTakenBack && 'opacity-60',
        )}
      >
        {isTakenBack ? (
          <p className="line-clamp-1 text-small">{message.text}</p>
        ) : (
          <Content message={message} quoted={quoted} hasFrame={hasFrame} />
        )}
      </div>
      {message.direction === 'in' && (
        <AuthenticationLine authentication={message.authentication} from={message.from} />
      )}
      {isOut && (
        <DeliveryLine
          message={message}
          customerId={conversation?.customer.id}
          composer={composer}
          isNewest={isNewest}
        />
      )}
    </article>
  )
}

function Content({
  message,
  quoted,
  hasFrame,
}: {
  message: Message
  quoted: Message | undefined
  hasFrame: boolean
}) {
  const shown = message.attachments.filter((one) => !one.isInline || !hasFrame)
  return (
    <>
      {hasFrame ? <MailFrame message={message} /> : <LinkedText text={message.text} />}
      {message.channel === 'chat' && <Beside message={message} />}
      {!hasFrame && <Folded parts={message.folded} />}
      {quoted && (
        <Folded parts={[{ kind: 'quote', text: quoted.text }]} name={m.conversations_quoted_below()} />
      )}
      {shown.length > 0 && <Attachments attachments={shown} />}
    </>
  )
}

function authorOf(message: Message, conversation: ConversationPage | undefined): string {
  if (message.direction !== 'in') return message.author.name
  const name = message.author.name || conversation?.customer.name || ''
  return customerName({ name, address: message.from })
}

function kindName(kind: Message['kind']): string {
  return {
    message: '',
    auto_reply: m.agent_kind_auto_reply(),
    bounce: m.agent_kind_bounce(),
    list: m.agent_kind_list(),
  }[kind]
}

function useEntries({
  message,
  composer,
  showsText,
  setShowsText,
  setShowsDetails,
}: {
  message: Message
  composer: Composer
  showsText: boolean
  setShowsText: (shows: boolean) => void
  setShowsDetails: (update: (shows: boolean) => boolean) => void
}): MenuEntry[] {
  const isNote = message.direction === 'note'
  return [
    ...(isNote
      ? []
      : ([
          { name: m.agent_forward_this(), run: () => composer.open('forward', message.id) },
          { name: m.agent_details(), run: () => setShowsDetails((shows) => !shows) },
        ] satisfies MenuEntry[])),
    { name: m.agent_copy_text(), run: () => void navigator.clipboard.writeText(message.text) },
    ...(message.htmlUrl === null
      ? []
      : [
          {
            name: showsText ? m.agent_show_html() : m.agent_show_text(),
            run: () => setShowsText(!showsText),
          },
        ]),
    ...(message.sourceUrl === null
      ? []
      : [{ name: m.agent_source(), run: () => window.open(message.sourceUrl ?? '', '_blank', 'noopener') }]),
  ]
}

function Details({ message }: { message: Message }) {
  const list = (addresses: Message['to']) =>
    addresses.map((one) => (one.name ? `${one.name} <${one.address}>` : one.address)).join(', ')
  const rows = [
    [m.agent_from(), message.from ?? ''],
    [m.agent_to(), list(message.to)],
    [m.agent_cc(), list(message.cc)],
    [m.agent_bcc(), list(message.bcc)],
    [m.agent_subject(), message.subject ?? ''],
    [m.agent_time(), exactOf(message.createdAt)],
  ].filter(([, value]) => value !== '')
  return (
    <dl className="mb-2 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5 text-small">
      {rows.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-ink3">{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
