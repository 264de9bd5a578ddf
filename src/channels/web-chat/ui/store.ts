import type { ChatMessage, ChatState, ClientFrame, ServerFrame } from '../frames.ts'
import type { PanelConfig } from '../panel-config.ts'
import { type Connection, connect } from './connection.ts'
import { keep, kept, keptKeys, forget } from './keep.ts'
import { openReceipts } from './receipts.ts'
import { post, uploadFile } from './requests.ts'

export type Pending = {
  ref: string
  text: string
  files: { ticket: string; name: string }[]
  reasonId?: number | undefined
  pressed?: { messageId: number; key: string } | undefined
  at: string
}

export type Chat = {
  messages: ChatMessage[]
  pending: Pending[]
  state: ChatState
  hasEarlier: boolean
  isConnected: boolean
  /** Connected once already: only then is being cut off worth a word. */
  wasConnected: boolean
  typing: string | undefined
  unread: number
  notice: string | undefined
}

type About = { page?: string; user?: string; hmac?: string }
type Session = { token: string; name: string; email: string | null }
type Frame = Exclude<ServerFrame, { type: 'pong' }>

const nobody: ChatState = { cursor: 0, staffRead: 0, isEnded: false, rating: null, name: '', email: null }

/** All a window knows and does, apart from what it looks like. */
export function openStore(
  config: PanelConfig,
  language: 'en' | 'ja',
  about: About,
  changed: (chat: Chat) => void,
) {
  const byId = new Map<number, ChatMessage>()
  const answers = new Map<string, (frame: ServerFrame) => void>()
  let token = kept(config.slug, 'token')
  let connection: Connection | undefined
  let isSeen = false
  const newReceipts = () => openReceipts(config.slug, (frame) => connection?.say(frame))
  let receipts = newReceipts()
  let typingTimer: ReturnType<typeof setTimeout> | undefined
  let typedAt = 0
  let opening: Promise<void> | undefined
  let chat: Chat = {
    messages: [],
    pending: keptKeys(config.slug, 'q.').map((key) => JSON.parse(kept(config.slug, key) ?? '{}')),
    state: nobody,
    hasEarlier: false,
    isConnected: false,
    wasConnected: false,
    typing: undefined,
    unread: 0,
    notice: undefined,
  }
  const set = (change: Partial<Chat>) => changed((chat = { ...chat, ...change }))

  const begin = () => {
    opening ??= startSession().finally(() => {
      opening = undefined
    })
    return opening
  }
  const startSession = async () => {
    if (connection) return
    const session = await post<Session>(`/widget/${config.slug}/session`, {
      token,
      language,
      page: about.page?.slice(0, 2000),
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      // A shop leaves both empty for who is not signed in.
      user: about.user || undefined,
      hmac: about.hmac,
    })
    if (token !== session.token) forgetAll()
    token = session.token
    keep(config.slug, 'token', token)
    set({ state: { ...chat.state, name: session.name, email: session.email } })
    connection = connect({
      slug: config.slug,
      token,
      cursor: () => chat.state.cursor,
      hear,
      is(up) {
        set({ isConnected: up, wasConnected: chat.wasConnected || up })
        if (up) flush()
      },
      lost() {
        connection?.stop()
        connection = undefined
        token = undefined
        forgetAll()
        if (chat.pending.length > 0) void begin()
      },
    })
  }
  /** Another person's browser from here on: nothing of the last one stays, but what was never sent does. */
  const forgetAll = () => {
    forget(config.slug, 'token')
    forget(config.slug, 'read')
    byId.clear()
    receipts = newReceipts()
    set({ messages: [], state: nobody, hasEarlier: false, unread: 0 })
  }

  const hear = (frame: ServerFrame) => {
    if (frame.type === 'welcome' || frame.type === 'news') takeIn(frame)
    else if (frame.type === 'typing') showTyping(frame.name)
    else if (frame.type === 'done' || frame.type === 'refused') {
      answers.get(frame.ref)?.(frame)
      answers.delete(frame.ref)
    }
  }
  const takeIn = (frame: Extract<Frame, { type: 'welcome' | 'news' }>) => {
    const isFirst = frame.type === 'welcome' && chat.state.cursor === 0
    add(frame.messages)
    const cursor = Math.max(chat.state.cursor, frame.state.cursor)
    set({
      state: { ...frame.state, cursor },
      ...(isFirst ? { hasEarlier: frame.hasEarlier } : {}),
      ...(frame.messages.some((one) => one.from === 'staff') ? { typing: undefined } : {}),
    })
    acknowledge(!isFirst)
  }
  const add = (messages: ChatMessage[]) => {
    for (const one of messages) {
      byId.set(one.id, one)
      if (one.ref) forget(config.slug, `q.${one.ref}`)
    }
    const refs = new Set(messages.map((one) => one.ref))
    set({
      messages: [...byId.values()].sort((a, b) => a.id - b.id),
      pending: chat.pending.filter((one) => !refs.has(one.ref)),
    })
  }
  const acknowledge = (mayRing: boolean) =>
    set({ unread: receipts(chat.messages, isSeen, () => mayRing && ring()) })
  let ring: () => void = () => {}

  const showTyping = (name: string) => {
    clearTimeout(typingTimer)
    set({ typing: name })
    typingTimer = setTimeout(() => set({ typing: undefined }), 6_000)
  }
  const flush = () => chat.pending.forEach(flushOne)
  const flushOne = ({ ref, text, files, reasonId, pressed }: Pending) => {
    answers.set(ref, (frame) => settled(ref, frame))
    connection?.say({ type: 'send', ref, text, files: files.map((file) => file.ticket), reasonId, pressed })
  }
  const settled = (ref: string, frame: ServerFrame) => {
    if (frame.type !== 'refused') return
    if (frame.code === 'too_many_requests') return void setTimeout(flush, 10_000)
    forget(config.slug, `q.${ref}`)
    set({ pending: chat.pending.filter((one) => one.ref !== ref), notice: frame.title })
  }
  const ask = async (frame: Extract<ClientFrame, { ref: string }>): Promise<ServerFrame> => {
    await begin()
    return new Promise((resolve) => {
      answers.set(frame.ref, resolve)
      const tryNow = () => {
        if (answers.has(frame.ref) && !connection?.say(frame)) setTimeout(tryNow, 300)
      }
      tryNow()
    })
  }

  return {
    begin: () => begin().catch(() => set({ notice: 'unavailable' })),
    hasToken: () => token !== undefined || about.user !== undefined,
    onRing: (act: () => void) => {
      ring = act
    },
    seen(visible: boolean) {
      isSeen = visible
      if (visible) connection?.again()
      acknowledge(false)
    },
    send(text: string, files: Pending['files'], more?: Pick<Pending, 'reasonId' | 'pressed'>) {
      const one: Pending = { ref: newRef(), text, files, at: new Date().toISOString(), ...more }
      keep(config.slug, `q.${one.ref}`, JSON.stringify(one))
      set({ pending: [...chat.pending, one], notice: undefined })
      if (connection) return flushOne(one)
      begin().catch(() => {
        set({ wasConnected: true, isConnected: false })
        setTimeout(() => begin().catch(() => {}), 5_000)
      })
    },
    typing() {
      const now = Date.now()
      if (now - typedAt < 3_000) return
      typedAt = now
      connection?.say({ type: 'typing' })
    },
    async earlier() {
      const [first] = chat.messages
      if (!first) return
      const answer = await ask({ type: 'earlier', ref: newRef(), before: first.id })
      if (answer.type !== 'done') return
      add(answer.messages ?? [])
      set({ hasEarlier: answer.hasEarlier ?? false })
    },
    async contact(name: string, email: string) {
      const answer = await ask({ type: 'contact', ref: newRef(), name, email })
      if (answer.type === 'done')
        set({ state: { ...chat.state, name: name || chat.state.name, email: email || null } })
      return answer.type === 'done'
    },
    end: () => ask({ type: 'end', ref: newRef() }),
    rate: (score: number) => ask({ type: 'rate', ref: newRef(), score, comment: '' }),
    transcript: () => ask({ type: 'transcript', ref: newRef() }),
    async upload(file: File) {
      await begin()
      return uploadFile(config.slug, token, file)
    },
    notice: (notice: string | undefined) => set({ notice }),
    now: () => chat,
  }
}

export type Store = ReturnType<typeof openStore>

const newRef = () => crypto.randomUUID?.() ?? `${Date.now()}-${Math.random().toString(36).slice(2)}`
