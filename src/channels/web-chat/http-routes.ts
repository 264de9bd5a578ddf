import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Readable } from 'node:stream'
import { z } from 'zod'
import { inBrands } from '#platform/database.ts'
import { invalid } from '#platform/refusal.ts'
import { m } from '#texts'
import { attempt } from '#channels/rate-limit.ts'
import type { Desk } from '../../desk.ts'
import { type ChatBrand, chatBrand } from './brand.ts'
import { clientFrame, type ServerFrame } from './frames.ts'
import type { Hub } from './hub.ts'
import { fileTooLarge, keepUpload, maxFileBytes, ticketFor } from '#channels/keep-upload.ts'
import { respond } from './respond.ts'
import { startSession } from './start-session.ts'
import { verifyIdentity } from './verify-identity.ts'
import { visitorFor } from './visitor.ts'
import { welcome } from './welcome.ts'

const sessionWish = z.object({
  token: z.string().max(100).optional(),
  language: z.enum(['en', 'ja']).default('en'),
  page: z.string().max(2_000).optional(),
  timeZone: z.string().max(60).optional(),
  /** The shop's word for its shopper, as in the page's data-user and data-hmac. */
  user: z.string().max(4_000).optional(),
  hmac: z.string().max(200).optional(),
})
const sayWish = z.object({ token: z.string().max(100), frames: z.array(clientFrame).max(20) })
const pollWish = z.object({
  token: z.string().max(100),
  cursor: z.int().nonnegative(),
  waitSeconds: z.number().min(0).max(25).default(25),
})

type ByBrand = { Params: { brand: string } }

/** Sessions and files, and everything the socket does also over plain requests, for networks that let no socket through. */
export function chatHttpRoutes(app: FastifyInstance, desk: Desk, hub: Hub): void {
  app.post<ByBrand>('/widget/:brand/session', async (request) => {
    const brand = await chatBrand(desk.db, request.params.brand)
    const wish = read(sessionWish, request)
    await attempt(desk.db, `chat-session:${request.ip}`, { most: 60, seconds: 60 })
    const shopper =
      wish.user === undefined
        ? undefined
        : verifyIdentity(desk.vault, brand.identitySecret, { user: wish.user, signature: wish.hmac ?? '' })
    const { page, timeZone, language, token } = wish
    const session = await inBrands(desk.db, [brand.id], (tx) =>
      startSession(tx, brand, { page, timeZone, language, token }, shopper),
    )
    const { name, email } = session.visitor
    return { token: session.token, name, email, isVerified: session.visitor.is_verified }
  })

  app.post<ByBrand>('/widget/:brand/say', async (request) => {
    const brand = await chatBrand(desk.db, request.params.brand)
    const { token, frames } = read(sayWish, request)
    const visitor = await inBrands(desk.db, [brand.id], (tx) => visitorFor(tx, brand.id, token))
    await attempt(desk.db, `chat-say:${visitor.id}`, { most: 90, seconds: 60 })
    const answers: ServerFrame[] = []
    for (const frame of frames) {
      if (frame.type === 'hello') continue
      const { answer, conversationId } = await respond(desk, { brand, visitor }, frame)
      if (conversationId !== undefined) hub.moved(visitor.id, conversationId)
      if (answer) answers.push(answer)
    }
    return { frames: answers }
  })

  app.post<ByBrand>('/widget/:brand/poll', async (request) => {
    const brand = await chatBrand(desk.db, request.params.brand)
    return { frames: await waitForNews(desk, hub, brand, read(pollWish, request), request) }
  })

  app.post<ByBrand>('/widget/:brand/files', { bodyLimit: 64 * 1024 ** 2 }, async (request) => {
    const brand = await chatBrand(desk.db, request.params.brand)
    if (!brand.settings.takesFiles)
      throw invalid('file', 'files_off', (locale) => m.chat_files_off({}, { locale }))
    const visitor = await inBrands(desk.db, [brand.id], (tx) =>
      visitorFor(tx, brand.id, String(request.headers['x-visitor'] ?? '')),
    )
    await attempt(desk.db, `chat-file:${visitor.id}`, { most: 30, seconds: 600 })
    // Refused before it is sent, where its size is said; the browser's own requests always say it.
    if (Number(request.headers['content-length'] ?? 0) > maxFileBytes) throw fileTooLarge()
    const file = await keepUpload(desk.files, request.body as Readable, fileName(request))
    return {
      ticket: ticketFor(desk.vault, `visitor ${visitor.id}`, file),
      name: file.name,
      type: file.type,
      size: file.size,
    }
  })
}

/** Answers at once when there is something after the cursor, otherwise as soon as there is. */
async function waitForNews(
  desk: Desk,
  hub: Hub,
  brand: ChatBrand,
  wish: z.infer<typeof pollWish>,
  request: FastifyRequest,
): Promise<ServerFrame[]> {
  let wake: () => void = () => {}
  const heard: ServerFrame[] = []
  const entered = await welcome(desk, hub, brand, wish, (frame) => {
    heard.push(frame)
    // What is committed together arrives together.
    setTimeout(wake, 10)
  })
  try {
    const { frame } = entered
    const isNews = wish.waitSeconds === 0 || frame.messages.length > 0 || frame.state.cursor > wish.cursor
    if (isNews || heard.length > 0) return [frame, ...heard]
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, wish.waitSeconds * 1_000)
      request.raw.socket.once('close', () => wake())
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    return heard
  } finally {
    // The next request follows within moments; only the browser's silence means that the visitor has left.
    setTimeout(() => hub.part(entered.line), 5_000).unref()
    entered.line.send = () => {}
  }
}

function read<T extends z.ZodType>(schema: T, request: FastifyRequest): z.output<T> {
  const result = schema.safeParse(request.body ?? {})
  if (result.success) return result.data
  const field = result.error.issues[0]?.path.join('.') || 'body'
  throw invalid(field, 'invalid_input', (locale) => m.platform_invalid_input({ field }, { locale }))
}

function fileName(request: FastifyRequest): string {
  try {
    return decodeURIComponent(String(request.headers['x-file-name'] ?? 'file'))
  } catch {
    return 'file'
  }
}
