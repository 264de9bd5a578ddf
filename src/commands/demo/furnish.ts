import { brand, demoPassword, organisation, staff, workloads } from '#database/sample/people.ts'
import { calendars, usTeam } from '#database/sample/working-hours.ts'
import { createCalendar } from '#people/calendars/change-calendar.ts'
import { setUp } from '#people/set-up.ts'
import type { Caller } from '#platform/caller.ts'
import { hashPassword } from '#platform/crypto.ts'
import { inBrands, type Tx } from '#platform/database.ts'
import { changeWorkload } from '#workrules/assignment/workloads.ts'
import type { Desk } from '../../desk.ts'
import { arrangeReasons } from './arrange-reasons.ts'
import { writeTemplates } from './write-templates.ts'

export type Shop = { brandId: number; mailboxId: number; people: Caller[]; reasons: Map<string, number> }

/** The sample organisation before anybody has written: brand, mailbox, staff in their roles, reasons, templates. */
export async function furnish(desk: Desk): Promise<Shop> {
  const [admin] = staff
  const { brandId } = await setUp(desk.db.open, {
    organisation,
    locale: 'ja',
    timeZone: 'Asia/Tokyo',
    brand,
    admin: { ...admin, password: demoPassword },
  })
  const settings = {
    bot: { answersChat: true },
    acknowledgement: { channels: ['email', 'form'] },
  }
  await desk.db.open
    .updateTable('brands')
    .set({ settings: JSON.stringify(settings) })
    .where('id', '=', brandId)
    .execute()
  await hire(desk, brandId)
  const people = await callers(desk, brandId)
  return inBrands(desk.db, [brandId], async (tx) => {
    const mailbox = await tx
      .insertInto('mailboxes')
      .values({ brand_id: brandId, address: 'support@hinoki.example', name: brand.name, receives_by: 'smtp' })
      .onConflict((conflict) => conflict.columns(['brand_id', 'address']).doUpdateSet({ name: brand.name }))
      .returning('id')
      .executeTakeFirstOrThrow()
    const reasons = await arrangeReasons(tx, brandId)
    await writeTemplates(tx, brandId, people)
    await keepHours(tx, brandId, people)
    await keepWorkloads(tx, brandId, people)
    return { brandId, mailboxId: mailbox.id, people, reasons }
  })
}

/** The brand's hours in Tokyo, and those of the team in Los Angeles. */
async function keepHours(tx: Tx, brandId: number, people: readonly Caller[]): Promise<void> {
  const team = await tx
    .insertInto('teams')
    .values({ name: usTeam })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ name: usTeam }))
    .returning('id')
    .executeTakeFirstOrThrow()
  const members = people.filter((one) => one.timeZone === 'America/Los_Angeles')
  await tx
    .insertInto('team_members')
    .values(members.map((one) => ({ team_id: team.id, staff_id: one.staffId })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  for (const calendar of calendars) {
    const teamIds = calendar.isDefault ? [] : [team.id]
    await createCalendar(tx, { ...calendar, brandId, teamIds }, { kind: 'system' })
  }
}

async function keepWorkloads(tx: Tx, brandId: number, people: readonly Caller[]): Promise<void> {
  for (const { email, ...takes } of workloads) {
    const one = people.find((person) => person.email === email)
    if (one) await changeWorkload(tx, one, one.staffId, { brandId, ...takes })
  }
}

async function hire(desk: Desk, brandId: number): Promise<void> {
  const password = await hashPassword(demoPassword)
  for (const { email, name, role, locale, timeZone } of staff.slice(1)) {
    const { id } = await desk.db.open
      .insertInto('staff')
      .values({ email, name, role, locale, time_zone: timeZone, password_hash: password })
      .returning('id')
      .executeTakeFirstOrThrow()
    await desk.db.open.insertInto('staff_brands').values({ brand_id: brandId, staff_id: id }).execute()
  }
}

export async function callers(desk: Desk, brandId: number): Promise<Caller[]> {
  const rows = await desk.db.open
    .selectFrom('staff')
    .select(['id', 'name', 'email', 'role', 'locale', 'time_zone'])
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    staffId: row.id,
    name: row.name,
    email: row.email,
    role: row.role,
    locale: row.locale,
    timeZone: row.time_zone,
    brands: [brandId],
    scopes: ['read', 'write'],
  }))
}
