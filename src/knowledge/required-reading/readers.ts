import { type RawBuilder, sql } from 'kysely'

/**
 * Who is asked by the readings of `r`: people by name and everybody of the teams, as the teams are now, so that whoever joins one is asked what the team is. Only who
 * works for the brand can read its manuals, and nobody can read what was withdrawn. Whoever came later has as many days as the others had.
 */
export const readersOf = (readings: RawBuilder<unknown>) => sql`
  select r.brand_id, r.id as reading_id, s.id as staff_id, s.name,
    greatest(r.due_at, s.created_at + make_interval(days => r.days)) as due_at,
    coalesce(array_agg(t.name order by t.name) filter (where t.id is not null), '{}') as teams
  from required_readings r
  join required_reading_audience a on (a.brand_id, a.reading_id) = (r.brand_id, r.id)
  left join teams t on t.id = a.team_id
  left join team_members tm on tm.team_id = a.team_id
  join staff s on s.id = coalesce(a.staff_id, tm.staff_id)
  where ${readings} and s.deactivated_at is null
    and exists (select from articles one join article_texts own on (own.brand_id, own.article_id, own.locale) = (one.brand_id, one.id, one.source_locale)
      where (one.brand_id, one.id) = (r.brand_id, r.article_id) and own.published_version_id is not null)
    and (s.role = 'admin' or exists (select from staff_brands sb where sb.brand_id = r.brand_id and sb.staff_id = s.id))
  group by r.brand_id, r.id, s.id`
