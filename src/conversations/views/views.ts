import { sql } from 'kysely'
import { m } from '#texts'
import { type Caller, hasRole } from '#platform/caller.ts'
import type { Tx } from '#platform/database.ts'
import { notFound, Refusal } from '#platform/refusal.ts'
import { views } from '../contract.ts'
import { type Count, type SavedFilter, type SavedView, savedFilter } from './contract.ts'
import { countConversations, countUnseenMentions } from './count.ts'

type Row = Omit<SavedView, 'owner' | 'mayChange'> & { ownerId: number; ownerName: string }

/** The views of the desk and those saved by the caller or shared by others, with how many each shows. */
export async function listViews(
  tx: Tx,
  caller: Caller,
  brandId: number | undefined,
): Promise<{ views: (Count & { view: (typeof views)[number] })[]; savedViews: (SavedView & Count)[] }> {
  const brand = brandId === undefined ? {} : { brandId }
  const saved = await savedViews(tx, caller)
  const counted = views.filter((view) => view !== 'mentions')
  const counts = await countConversations(
    tx,
    caller,
    counted.map((view) => ({ view, ...brand })),
    { isAlways: true },
  )
  const countsOfSaved = await countConversations(
    tx,
    caller,
    saved.map((one) => ({ ...one.filter, ...brand })),
  )
  const mentions = await countUnseenMentions(
    tx,
    caller,
    tx.inBrands.filter((id) => brandId === undefined || id === brandId),
  )
  const byView = new Map<string, Count | undefined>(counted.map((view, at) => [view, counts[at]]))
  return {
    views: views.map((view) => ({ view, ...(byView.get(view) ?? mentions) })),
    savedViews: saved.map((one, at) => ({ ...one, ...(countsOfSaved[at] ?? mentions) })),
  }
}

/** A shared view about a brand is only for those who stand inside that brand. */
const isVisible = (tx: Tx, caller: Caller) => sql`(owner_id = ${caller.staffId} or is_shared)
  and (not filter ? 'brandId' or (filter->>'brandId')::bigint = any (${[...tx.inBrands]}::bigint[]))`

async function savedViews(tx: Tx, caller: Caller): Promise<SavedView[]> {
  const rows = await select(
    tx,
    sql`where ${isVisible(tx, caller)}
      order by is_shared, position, saved_views.name limit 200`,
  )
  return rows.map((row) => toView(row, caller))
}

export async function saveView(
  tx: Tx,
  caller: Caller,
  wish: { name: string; filter: SavedFilter; isShared: boolean },
): Promise<SavedView> {
  const { id } = await tx
    .insertInto('saved_views')
    .values({
      owner_id: caller.staffId,
      name: wish.name,
      filter: JSON.stringify(wish.filter),
      is_shared: wish.isShared,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return viewFor(tx, caller, id)
}

export async function changeView(
  tx: Tx,
  caller: Caller,
  id: number,
  wish: {
    name?: string | undefined
    filter?: SavedFilter | undefined
    isShared?: boolean | undefined
    position?: number | undefined
  },
): Promise<SavedView> {
  refuseOthers(await viewFor(tx, caller, id))
  await sql`
    update saved_views set name = coalesce(${wish.name ?? null}, name),
      filter = coalesce(${wish.filter ? JSON.stringify(wish.filter) : null}::jsonb, filter),
      is_shared = coalesce(${wish.isShared ?? null}, is_shared), position = coalesce(${wish.position ?? null}, position)
    where id = ${id}`.execute(tx)
  return viewFor(tx, caller, id)
}

export async function deleteView(tx: Tx, caller: Caller, id: number): Promise<void> {
  refuseOthers(await viewFor(tx, caller, id))
  await tx.deleteFrom('saved_views').where('id', '=', id).execute()
}

/** The door to one saved view: a private one of somebody else is not there. */
async function viewFor(tx: Tx, caller: Caller, id: number): Promise<SavedView> {
  const [row] = await select(tx, sql`where saved_views.id = ${id} and ${isVisible(tx, caller)}`)
  if (!row) throw notFound('view')
  return toView(row, caller)
}

function refuseOthers(view: SavedView): void {
  if (view.mayChange) return
  throw new Refusal(403, 'view_not_yours', (locale) => m.conversations_view_not_yours({}, { locale }))
}

async function select(tx: Tx, where: ReturnType<typeof sql>): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select saved_views.id, saved_views.name, filter, is_shared as "isShared", position,
      owner_id as "ownerId", staff.name as "ownerName"
    from saved_views join staff on staff.id = owner_id ${where}`.execute(tx)
  return rows
}

function toView({ ownerId, ownerName, filter, ...rest }: Row, caller: Caller): SavedView {
  return {
    ...rest,
    filter: savedFilter.parse(filter),
    owner: { id: ownerId, name: ownerName },
    mayChange: ownerId === caller.staffId || hasRole(caller, 'supervisor'),
  }
}
