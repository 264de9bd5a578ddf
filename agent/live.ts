import type { QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import type { FromClient, FromServer, LiveEvent } from '#notifications/agent-socket-contract.ts'
import type { Question } from './api.ts'
import { forget } from './ask.ts'

let state: 'connecting' | 'open' | 'lost' = 'connecting'
let cursor: number | null = null
let lastHeard = 0
let socket: WebSocket | undefined
let watching: number[] = []
const listeners = new Set<() => void>()

/** Whether the desk is heard; `lost` only after a connection did not come back at once. */
export function useLiveState(): typeof state {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => state,
  )
}

/** Which conversation is on the screen, so that its passing news (who writes) is told. */
export function watch(conversationIds: number[]): void {
  watching = conversationIds
  send({ watching })
}

/** Says that this person is writing there; nobody is told by silence. */
export function tellWriting(conversationId: number): void {
  send({ writing: conversationId })
}

function send(words: FromClient): void {
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(words))
}

/**
 * Hears what happens on the desk and makes stale exactly what it touches. A cut loses nothing: the cursor goes on where it was.
 */
export function startLive(client: QueryClient): () => void {
  let stopped = false
  let pause = 500
  let timer: ReturnType<typeof setTimeout>
  const connect = () => {
    if (stopped) return
    const address = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/api/live`
    const fresh = new WebSocket(address)
    socket = fresh
    fresh.onopen = () => {
      pause = 500
      lastHeard = Date.now()
      send({ after: cursor, watching })
      become('open')
    }
    fresh.onmessage = (message) => {
      lastHeard = Date.now()
      hear(client, JSON.parse(String(message.data)) as FromServer)
    }
    fresh.onclose = (event) => {
      if (stopped || socket !== fresh) return
      // Signed out elsewhere: the next answer is 401 and leads to the door.
      if (event.code === 4401) void client.invalidateQueries({ queryKey: ['GET /api/me'] })
      if (pause > 1_500) become('lost')
      timer = setTimeout(connect, pause + Math.random() * 300)
      pause = Math.min(pause * 2, 15_000)
    }
  }
  const comeBack = () => {
    clearTimeout(timer)
    if (socket?.readyState !== WebSocket.OPEN) connect()
  }
  const leave = () => become('lost')
  // The desk speaks every 20 seconds; a line that has been silent for longer is dead, whatever the browser believes.
  const pulse = setInterval(() => {
    if (socket?.readyState === WebSocket.OPEN && Date.now() - lastHeard > 45_000) socket.close()
  }, 10_000)
  addEventListener('online', comeBack)
  addEventListener('offline', leave)
  connect()
  return () => {
    stopped = true
    clearTimeout(timer)
    clearInterval(pulse)
    removeEventListener('online', comeBack)
    removeEventListener('offline', leave)
    socket?.close()
  }
}

function become(next: typeof state): void {
  if (state === next) return
  state = next
  for (const listener of listeners) listener()
}

function hear(client: QueryClient, told: FromServer): void {
  if ('after' in told) cursor = told.after
  if ('reset' in told) void client.invalidateQueries()
  if ('events' in told) gather(client, told.events)
  if ('told' in told) {
    const { topic, body } = told.told
    if (topic === 'notice')
      forget(client, ['GET /api/notices', 'GET /api/views', 'GET /api/waiting', ...aboutTasks])
    else if (topic === 'deadlines')
      forget(client, ['GET /api/conversations/{id}/deadlines', 'GET /api/conversations'])
    else forget(client, presenceOf(Number(body['conversationId'])))
  }
}

let gathered: LiveEvent[] = []
let soon: ReturnType<typeof setTimeout> | undefined

/** A burst of events is one refresh, and each answer is asked once however many events touch it. */
function gather(client: QueryClient, events: LiveEvent[]): void {
  gathered.push(...events)
  soon ??= setTimeout(() => {
    const all = gathered
    gathered = []
    soon = undefined
    refresh(client, all)
  }, 120)
}

function refresh(client: QueryClient, events: LiveEvent[]): void {
  const conversations = new Set(events.flatMap((event) => event.conversationId ?? []))
  for (const id of conversations) forget(client, aboutConversation(id))
  if (conversations.size > 0) forget(client, ['GET /api/conversations', 'GET /api/views'] as Question[])
  if (events.some(({ type }) => type.startsWith('promise.'))) forget(client, ['GET /api/promises'])
  if (events.some(({ type }) => /^(escalation|complaint)\./.test(type))) forget(client, aboutHandingUp)
  if (events.some(({ type }) => /^(grant|approval)\./.test(type))) forget(client, aboutGrants)
  if (events.some(({ type }) => type.startsWith('task.'))) forget(client, aboutTasks)
  if (events.some(({ type }) => /^(reply_approval|message)\./.test(type)))
    forget(client, ['GET /api/reply-approvals', 'GET /api/conversations/{id}/complaint'])
  if (events.some(({ type }) => type.startsWith('flow.')))
    forget(client, ['GET /api/flow-runs', 'GET /api/flows'])
  if (events.some(({ type }) => type.startsWith('reading.')))
    forget(client, ['GET /api/my-readings', 'GET /api/required-readings', 'GET /api/required-readings/{id}'])
  if (events.some(({ type }) => maybeWaiting.test(type))) forget(client, ['GET /api/waiting'])
  const isAboutArticles = ({ type }: LiveEvent) => /^(article|category|synonyms)\./.test(type)
  if (events.some(isAboutArticles)) forget(client, aboutArticles)
  const customers = new Set(events.flatMap((event) => event.customerId ?? []))
  for (const id of customers) forget(client, aboutCustomer(id))
}

/** What may change how much waits for somebody besides conversations. */
const maybeWaiting =
  /^(promise|task|escalation|approval|reply_approval|flow|reading|conversation\.(assigned|unmerged|merged))/

/** What was handed up, and what is complained of. */
const aboutHandingUp: Question[] = [
  'GET /api/escalations',
  'GET /api/escalations/{id}',
  'GET /api/complaints',
  'GET /api/complaints/counts',
  'GET /api/conversations/{id}/complaint',
]

/** What is stale when something happened in a conversation. */
export function aboutConversation(id: number): (readonly unknown[])[] {
  const options = { params: { id } }
  return [
    ['GET /api/conversations/{id}', options],
    ['GET /api/conversations/{id}/messages', options],
    ['GET /api/conversations/{id}/events', options],
    ['GET /api/conversations/{id}/beside', options],
    ['GET /api/conversations/{id}/deadlines', options],
    ['GET /api/conversations/{id}/flow-runs', options],
    ['GET /api/conversations/{id}/reply-approvals', options],
  ]
}

/** What was given, what is asked for, and what is left of budgets. */
const aboutGrants: Question[] = [
  'GET /api/grants',
  'GET /api/grants/{id}',
  'GET /api/approvals',
  'GET /api/approvals/{id}',
  'GET /api/my-authority',
]

const aboutTasks: Question[] = ['GET /api/tasks', 'GET /api/tasks/{id}', 'GET /api/tasks/count']

/** Which article it was is not told; only what stands on a screen is asked again. */
const aboutArticles: Question[] = [
  'GET /api/articles',
  'GET /api/articles/{id}',
  'GET /api/article-categories',
  'GET /api/article-reviews',
  'GET /api/articles/{id}/texts/{locale}/versions',
]

function aboutCustomer(id: number): (readonly unknown[])[] {
  const options = { params: { id } }
  return [
    ['GET /api/customers/{id}', options],
    ['GET /api/customers/{id}/timeline', options],
  ]
}

const presenceOf = (id: number) => [['GET /api/conversations/{id}/presence', { params: { id } }]]
