import { sql } from 'kysely'
import type { Conversation } from '#conversations/door.ts'
import { m } from '#texts'
import { now } from '#platform/clock.ts'
import type { Tx } from '#platform/database.ts'
import type { Locale } from '#platform/locale.ts'
import { kind as grantKind } from '../authority/contract.ts'
import { grantWords } from '../authority/words.ts'
import type { HandOverCard, Tried } from './contract.ts'

type Kept<T, Times extends keyof T> = Omit<T, Times> & { [Key in Times]: Date }
export type KeptTried = Kept<Tried, 'at'>
export type KeptPromise = Kept<HandOverCard['promised'][number], 'dueAt'>

const mostTried = 20
const longest = 200

/** What was done for the customer so far, the oldest first: answers, what the bot said, notes, articles they were sent, what was given and asked of others. */
export async function triedIn(tx: Tx, conversation: Conversation, locale: Locale): Promise<KeptTried[]> {
  const { rows } = await sql<KeptTried>`
    select kind, at, who, text from (
      select case when m.direction = 'note' then 'note' when m.is_automatic then 'automatic' else 'reply' end as kind,
        m.created_at as at, m.author_name as who, m.text
      from messages m
      where m.brand_id = ${conversation.brand_id} and m.conversation_id = ${conversation.id} and m.direction <> 'in'
        and m.delivery_state is distinct from 'cancelled'
      union all
      select 'article', u.at, staff.name, coalesce(nullif(t.title, ''), other.title, '')
      from article_uses u join staff on staff.id = u.staff_id
      left join article_texts t on (t.brand_id, t.article_id, t.locale) = (u.brand_id, u.article_id, ${locale})
      left join article_texts other on (other.brand_id, other.article_id, other.locale) = (u.brand_id, u.article_id, u.locale)
      where u.brand_id = ${conversation.brand_id} and u.conversation_id = ${conversation.id} and u.kind <> 'helped'
    ) as one order by at desc limit ${mostTried}`.execute(tx)
  const all = [...rows, ...(await givenIn(tx, conversation, locale)), ...(await askedIn(tx, conversation))]
  return all
    .toSorted((one, other) => one.at.getTime() - other.at.getTime())
    .slice(-mostTried)
    .map((one) => ({ ...one, text: shortened(one.text) }))
}

/** What was given, or asked for and refused: what was withdrawn was never tried. */
async function givenIn(tx: Tx, { brand_id, id }: Conversation, locale: Locale): Promise<KeptTried[]> {
  const rows = await tx
    .selectFrom('grants')
    .innerJoin('staff', 'staff.id', 'grants.asked_by_id')
    .select(['kind', 'amount', 'currency', 'item', 'state', 'asked_at as at', 'staff.name as who'])
    .where('brand_id', '=', brand_id)
    .where('conversation_id', '=', id)
    .where('state', 'in', ['waiting', 'granted', 'refused'])
    .orderBy('grants.id', 'desc')
    .limit(mostTried)
    .execute()
  return rows.map(({ at, who, state, ...given }) => {
    const what = grantWords({ ...given, kind: grantKind.parse(given.kind) })[locale]
    const words = { waiting: m.escalation_given_waiting, refused: m.escalation_given_refused }
    const say = state === 'waiting' || state === 'refused' ? words[state] : undefined
    return { kind: 'grant', at, who, text: say ? say({ what }, { locale }) : what }
  })
}

/** What others were asked and, where they have answered, what they said. */
async function askedIn(tx: Tx, { brand_id, id }: Conversation): Promise<KeptTried[]> {
  const { rows } = await sql<KeptTried>`
    select 'task' as kind, t.asked_at as at, coalesce(nullif(t.expert_name, ''), t.expert_address, team.name, owner.name, '') as who,
      t.title || coalesce(': ' || answer.text, '') as text
    from tasks t left join teams team on team.id = t.team_id left join staff owner on owner.id = t.owner_id
    left join lateral (select text from task_messages where brand_id = t.brand_id and task_id = t.id and direction = 'in'
      and kind = 'message' order by id desc limit 1) answer on true
    where t.brand_id = ${brand_id} and t.conversation_id = ${id} and t.state <> 'cancelled'
    order by t.id desc limit ${mostTried}`.execute(tx)
  return rows
}

/** A text in one line, as far as a card has room. */
function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim().toWellFormed()
  return line.length <= longest ? line : `${line.slice(0, longest).toWellFormed()}…`
}

/** What was promised here and what became of it; what was taken back was no promise. */
export async function promisedIn(tx: Tx, conversation: Conversation, locale: Locale): Promise<KeptPromise[]> {
  const { rows } = await sql<KeptPromise>`
    select p.id, p.what, p.due_at as "dueAt", coalesce(staff.name, ${m.escalation_nobody({}, { locale })}) as owner,
      case when p.state = 'open' and p.due_at < ${now()} then 'overdue' else p.state end as state
    from promises p left join staff on staff.id = p.owner_id
    where p.brand_id = ${conversation.brand_id} and p.conversation_id = ${conversation.id} and p.state <> 'cancelled'
    order by p.due_at, p.id limit ${mostTried}`.execute(tx)
  return rows
}

export type Said = { id: number; text: string; at: Date }

/** What the customer wrote, the newest first. */
export async function saidIn(tx: Tx, conversation: Conversation): Promise<Said[]> {
  const { rows } = await sql<Said>`
    select id, text, created_at as at from messages
    where brand_id = ${conversation.brand_id} and conversation_id = ${conversation.id} and direction = 'in'
      and kind = 'message' order by id desc limit 20`.execute(tx)
  return rows
}
