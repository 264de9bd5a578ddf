import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'

/** The day and the month it is for a brand, by its own clock: budgets begin anew with the first of a month there. */
export async function today(tx: Tx, brandId: number): Promise<{ day: string; month: string; last: string }> {
  const { time_zone } = await tx
    .selectFrom('brands')
    .select('time_zone')
    .where('id', '=', brandId)
    .executeTakeFirstOrThrow()
  const date = Temporal.Instant.fromEpochMilliseconds(now().getTime())
    .toZonedDateTimeISO(time_zone)
    .toPlainDate()
  return {
    day: date.toString(),
    month: date.with({ day: 1 }).toString(),
    last: date.with({ day: date.daysInMonth }).toString(),
  }
}
