import { type RawBuilder, sql } from 'kysely'

/** The priority that a contact reason gives: its own, or that of the nearest reason above that says one; null when none does. */
export const priorityBy = (
  brandId: RawBuilder<unknown>,
  reasonId: RawBuilder<unknown>,
): RawBuilder<unknown> => sql`
  (select coalesce(reason.default_priority, parent.default_priority, top.default_priority)
    from contact_reasons reason
    left join contact_reasons parent on (parent.brand_id, parent.id) = (reason.brand_id, reason.parent_id)
    left join contact_reasons top on (top.brand_id, top.id) = (parent.brand_id, parent.parent_id)
    where reason.brand_id = ${brandId} and reason.id = ${reasonId})`
