import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { inject } from 'vitest'
import type { Incoming } from '#channels/incoming.ts'
import { takeInWithin } from '#channels/take-in.ts'
import { openLibrary } from '#knowledge/library.ts'
import { createApiKey } from '#people/create-api-key.ts'
import { openVault } from '#platform/crypto.ts'
import { conversationFor } from '#conversations/door.ts'
import { type Database, inAllBrands, inBrands, openDatabase, type Tx } from '#platform/database.ts'
import { openFiles } from '#platform/files.ts'
import type { Role } from '#platform/endpoint.ts'
import { startLive } from '#platform/live.ts'
import { openLog } from '#platform/log.ts'
import { openApp } from '../src/app.ts'
import type { Desk } from '../src/desk.ts'
import { checkReply } from './check-reply.ts'

export type Person = { staffId: number; key: string; name: string }
export type Answer = { status: number; body: any; headers: Record<string, unknown> }

/** A desk for one test: its own database (a clone), its own files, its own app, an admin called Ana and the brand Hinoki. */
export type TestDesk = Desk & {
  app: FastifyInstance
  db: Database
  brandId: number
  /** The admin who set the desk up. */
  ana: Person
  /** Another staff member; inside the brands named, or inside none. */
  hire(name: string, role: Role, brandIds?: number[]): Promise<Person>
  openBrand(slug: string): Promise<number>
  as(person: Person | undefined): Caller
  /**
   * A message from a customer, taken in as a channel would, one that knows its
   * conversation if `into` is given; answers the conversation's id.
   */
  receive(from: string, text: string, more?: Partial<Incoming>, into?: number): Promise<number>
  /** The types of the events recorded after the given id (or ever), in order. */
  events(after?: number): Promise<string[]>
  lastEvent(): Promise<number>
  jobs(): Promise<{ task: string; payload: any }[]>
  rows<T>(work: (tx: Tx) => Promise<T>): Promise<T>
}

type Caller = Record<
  'get' | 'post' | 'put' | 'patch' | 'delete',
  (path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>
>

export async function withDesk(work: (desk: TestDesk) => Promise<void>): Promise<void> {
  const { superuser, template } = inject('postgres')
  const name = `desk_${process.pid}_${Math.random().toString(36).slice(2)}`
  await onServer(
    superuser,
    `create database ${name} template ${new URL(template).pathname.slice(1)} owner engawa strategy file_copy`,
  )
  const folder = await mkdtemp(join(tmpdir(), 'engawa-test-'))
  const url = template.replace(new URL(template).pathname, `/${name}`)
  const db = openDatabase(url, 4, 'http://desk.test')
  const log = openLog(process.env.LOG_LEVEL ?? 'silent')
  const live = await startLive(db, url, log)
  try {
    const desk: Desk = {
      db,
      live,
      library: openLibrary(db, live),
      log,
      files: openFiles(join(folder, 'files')),
      vault: openVault('a secret of tests'),
      publicUrl: db.publicUrl,
      mailRelayUrl: undefined,
      mailFrom: undefined,
      models: undefined,
      allowsPrivateAddresses: true,
      isDemo: true,
      version: 'test',
    }
    const app = await openApp(desk)
    await work(furnish(desk, app))
    await app.close()
  } finally {
    await live.stop()
    await db.close()
    await onServer(superuser, `drop database ${name} with (force)`)
    await rm(folder, { recursive: true, force: true })
  }
}

function furnish(desk: Desk, app: FastifyInstance): TestDesk {
  const { db } = desk
  const { brandId, staffId, key } = inject('postgres').first
  const keyFor = (id: number) =>
    createApiKey(db.open, { staffId: id, name: 'test', scopes: ['read', 'write', 'admin'] })
  const rows = <T>(work: (tx: Tx) => Promise<T>) => inAllBrands(db, work)
  const lastEvent = () =>
    rows(
      async (tx) =>
        (await tx.selectFrom('events').select(tx.fn.max('id').as('id')).executeTakeFirst())?.id ?? 0,
    )
  return {
    ...desk,
    app,
    brandId,
    rows,
    lastEvent,
    ana: { staffId, name: 'Ana', key },
    as: (person) => callerOf(app, person),
    async hire(name, role, brandIds = []) {
      const email = `${name.toLowerCase()}@hinoki.test`
      const { id } = await db.open
        .insertInto('staff')
        .values({ email, name, role, locale: 'en' })
        .returning('id')
        .executeTakeFirstOrThrow()
      for (const brand_id of brandIds)
        await db.open.insertInto('staff_brands').values({ brand_id, staff_id: id }).execute()
      return { staffId: id, name, key: (await keyFor(id)).key }
    },
    async openBrand(slug) {
      return (
        await db.open
          .insertInto('brands')
          .values({ slug, name: slug })
          .returning('id')
          .executeTakeFirstOrThrow()
      ).id
    },
    async receive(from, text, more = {}, into) {
      const incoming: Incoming = {
        brandId,
        channel: 'api',
        externalId: null,
        kind: 'message',
        subject: '',
        text,
        folded: [],
        html: null,
        remoteImages: 0,
        attachments: [],
        from: { kind: 'email', value: from, shown: from, name: from.split('@')[0] ?? '', isVerified: false },
        ...more,
      }
      const taken = await inBrands(db, [incoming.brandId], (tx) =>
        takeInWithin(tx, incoming, async () =>
          into === undefined ? undefined : conversationFor(tx, into, 'change'),
        ),
      )
      return taken.conversationId
    },
    async events(after = 0) {
      return rows(async (tx) =>
        (await tx.selectFrom('events').select('type').where('id', '>', after).orderBy('id').execute()).map(
          (row) => row.type,
        ),
      )
    },
    async jobs() {
      const { rows: found } = await db.pool.query(
        'select jobs.task_identifier as task, private.payload from graphile_worker.jobs join graphile_worker._private_jobs private using (id) order by jobs.id',
      )
      return found
    },
  }
}

function callerOf(app: FastifyInstance, person: Person | undefined): Caller {
  const call =
    (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE') =>
    async (path: string, body?: unknown, headers: Record<string, string> = {}) => {
      const response = await app.inject({
        method,
        url: path,
        headers: { ...(person ? { authorization: `Bearer ${person.key}` } : {}), ...headers },
        ...(body === undefined ? {} : { payload: body as object }),
      })
      const isJson = String(response.headers['content-type'] ?? '').includes('json')
      const answer = {
        status: response.statusCode,
        body: isJson ? response.json() : response.body,
        headers: response.headers,
      }
      if (response.statusCode === 200 && isJson) checkReply(app.served.endpoints, method, path, answer.body)
      return answer
    }
  return {
    get: call('GET'),
    post: call('POST'),
    put: call('PUT'),
    patch: call('PATCH'),
    delete: call('DELETE'),
  }
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  await client.query(statement).finally(() => client.end())
}
