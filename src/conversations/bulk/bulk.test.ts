import { expect, test } from 'vitest'
import { type TestDesk, withDesk } from '#test/desk.ts'
import { tasksOf } from '../../tasks.ts'

const context = { attempt: 1, isLastAttempt: false }

/** Works on the waiting jobs of bulk changes as a worker would, one after the other. */
async function work(desk: TestDesk, most = Infinity): Promise<void> {
  for (let done = 0; done < most; done++) {
    const { rows } = await desk.db.pool.query(
      `select private.id, private.payload from graphile_worker.jobs join graphile_worker._private_jobs private using (id)
        where jobs.task_identifier = 'continue-bulk-change' order by private.id limit 1`,
    )
    if (rows.length === 0) return
    await desk.db.pool.query('select graphile_worker.complete_jobs(array[$1::bigint])', [rows[0].id])
    await tasksOf(desk)['continue-bulk-change']?.(rows[0].payload, context)
  }
}

/** Many conversations at once, cheaply. */
async function fill(desk: TestDesk, count: number): Promise<void> {
  await desk.receive('carter@example.com', 'It never arrived.')
  await desk.rows(async (tx) => {
    const customer = await tx.selectFrom('customers').select('id').executeTakeFirstOrThrow()
    const values = Array.from({ length: count - 1 }, () => ({
      brand_id: desk.brandId,
      customer_id: customer.id,
      channel: 'api' as const,
    }))
    await tx.insertInto('conversations').values(values).execute()
  })
}

test('a whole view is changed in chunks with progress, each conversation once, and what comes later not at all', () =>
  withDesk(async (desk) => {
    await fill(desk, 210)
    const ana = desk.as(desk.ana)
    const before = await desk.lastEvent()
    const started = await ana.post('/api/bulk-changes', {
      selection: { filter: { view: 'unassigned' } },
      change: { kind: 'assign', staffId: desk.ana.staffId },
    })
    expect(started.body).toMatchObject({ total: 210, done: 0, isFinished: false })
    const late = await desk.receive('late@example.com', 'Me too.')
    await work(desk, 1)
    const progress = () => ana.get(`/api/bulk-changes/${started.body.id}`)
    expect((await progress()).body).toMatchObject({ total: 210, done: 200, isFinished: false })
    await work(desk)
    expect((await progress()).body).toMatchObject({ done: 210, refused: 0, isFinished: true })
    const assigned = (await desk.events(before)).filter((type) => type === 'conversation.assigned')
    expect(assigned).toHaveLength(210)
    expect((await ana.get(`/api/conversations/${late}`)).body.assignee).toBeNull()
    expect((await ana.get(`/api/conversations?view=unassigned`)).body.items).toHaveLength(1)
  }))

test('a chunk that breaks leaves nothing behind and is done again as a whole', () =>
  withDesk(async (desk) => {
    await fill(desk, 201)
    const ana = desk.as(desk.ana)
    const { id } = (
      await ana.post('/api/bulk-changes', {
        selection: { filter: {} },
        change: { kind: 'tag', add: ['Recall'] },
      })
    ).body
    await desk.db.pool.query(
      `create function breaks() returns trigger language plpgsql as $$ begin raise exception 'the disk is full'; end $$`,
    )
    await desk.db.pool.query(
      'create trigger breaks before update on bulk_changes for each row execute function breaks()',
    )
    await expect(work(desk, 1)).rejects.toThrow('the disk is full')
    expect((await ana.get('/api/tags')).body.items).toEqual([])
    await desk.db.pool.query('drop trigger breaks on bulk_changes')
    const job = { brandId: desk.brandId, id }
    for (let n = 0; n < 3; n++) await tasksOf(desk)['continue-bulk-change']?.(job, context)
    expect((await ana.get(`/api/bulk-changes/${id}`)).body).toMatchObject({ done: 201, isFinished: true })
    const rows = await desk.rows((tx) => tx.selectFrom('conversation_tags').selectAll().execute())
    expect(rows).toHaveLength(201)
  }))

test('a selection is changed over brands, what is refused is counted, and what one cannot see is not there', () =>
  withDesk(async (desk) => {
    const ana = desk.as(desk.ana)
    const sakura = await desk.openBrand('sakura')
    const ben = await desk.hire('Ben', 'agent', [desk.brandId])
    const ours = await desk.receive('a@example.com', 'One')
    const theirs = await desk.receive('b@example.com', 'Two', { brandId: sakura })
    const { body } = await ana.post('/api/bulk-changes', {
      selection: { ids: [ours, theirs] },
      change: { kind: 'assign', staffId: ben.staffId },
    })
    await work(desk)
    expect((await ana.get(`/api/bulk-changes/${body.id}`)).body).toMatchObject({
      total: 2,
      done: 1,
      refused: 1,
      isFinished: true,
    })
    expect((await ana.get(`/api/conversations/${theirs}`)).body.assignee).toBeNull()
    expect((await desk.as(ben).get(`/api/bulk-changes/${body.id}`)).status).toBe(404)
    const own = await desk.as(ben).post('/api/bulk-changes', {
      selection: { ids: [ours, theirs] },
      change: { kind: 'status', status: 'resolved' },
    })
    await work(desk)
    expect((await desk.as(ben).get(`/api/bulk-changes/${own.body.id}`)).body).toMatchObject({
      total: 1,
      done: 1,
    })
    expect((await ana.get(`/api/conversations/${theirs}`)).body.status).toBe('new')
  }))

test('those whose form lacks something are not resolved, and are named; the others are, and take a reason', () =>
  withDesk(async (desk) => {
    const ana = desk.as(desk.ana)
    const { body: serial } = await ana.post('/api/custom-fields', {
      ...{ brandId: desk.brandId, about: 'conversation', kind: 'text' },
      ...{ key: 'serial', nameEn: 'Serial number', nameJa: '製造番号' },
    })
    const reason = async (slug: string, fields: unknown[]) =>
      (
        await ana.post('/api/contact-reasons', {
          ...{ brandId: desk.brandId, slug, nameEn: slug, nameJa: slug, fields },
        })
      ).body.id
    const repair = await reason('x-repair', [{ fieldId: serial.id, isRequired: true }])
    const praise = await reason('x-praise', [])
    const ids = [await desk.receive('a@example.com', 'One'), await desk.receive('b@example.com', 'Two')]
    await ana.put(`/api/conversations/${ids[1]}/reason`, { reasonId: repair })
    const change = async (wish: unknown) => {
      const { body } = await ana.post('/api/bulk-changes', { selection: { ids }, change: wish })
      expect(body.refusedIds).toEqual([])
      await work(desk)
      return (await ana.get(`/api/bulk-changes/${body.id}`)).body
    }
    const resolve = { kind: 'status', status: 'resolved' }
    expect(await change(resolve)).toMatchObject({ done: 1, refused: 1, refusedIds: [ids[1]] })
    expect(await change({ kind: 'reason', reasonId: praise })).toMatchObject({ done: 2, refusedIds: [] })
    expect((await ana.get(`/api/conversations?reasonId=${praise}`)).body.items).toHaveLength(2)
    expect(await change({ kind: 'reason', reasonId: 999_999 })).toMatchObject({ done: 0, refusedIds: ids })
  }))

test('who only reads cannot change in bulk', () =>
  withDesk(async (desk) => {
    const reader = await desk.hire('Rin', 'read_only', [desk.brandId])
    const wish = { selection: { filter: {} }, change: { kind: 'spam' } }
    expect((await desk.as(reader).post('/api/bulk-changes', wish)).status).toBe(403)
    expect(
      (await desk.as(desk.ana).post('/api/bulk-changes', { ...wish, change: { kind: 'burn' } })).status,
    ).toBe(422)
  }))
