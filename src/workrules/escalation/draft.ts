import { calendarsOf } from '#people/calendars/calendar-of.ts'
import { hottest, tellingPassage, temperatureOf } from '#languages/temperature.ts'
import type { Conversation } from '#conversations/door.ts'
import type { Caller } from '#platform/caller.ts'
import type { Tx } from '#platform/database.ts'
import { promisedIn, saidIn, triedIn } from './gather.ts'
import { waitOf } from './escalations.ts'
import { dueAt, type Level, levelsOf, peopleOf } from './levels.ts'
import { levelWanted } from './raise.ts'
import { reasonsOf } from './settings.ts'
import { noticeFor } from './tell-customer.ts'

// Who was angry a month ago may be calm now.
const newest = 5

/** A card as far as the desk can fill it in by itself, the levels to choose from, and what the customer would be told. */
export async function draftCard(
  tx: Tx,
  caller: Caller,
  conversation: Conversation,
  query: { levelId?: number | undefined },
) {
  const { brand_id: brandId } = conversation
  const levels = await levelsOf(tx, brandId)
  const level =
    levels.length === 0 ? undefined : await levelWanted(tx, brandId, levels, caller.staffId, query.levelId)
  const said = await saidIn(tx, conversation)
  const telling = tellingPassage(said)
  const by = level && (await dueAt(tx, brandId, level, level.answerMinutes))
  const notice = level && by && (await noticeFor(tx, conversation, { kind: 'raised', level, by }))
  const since = conversation.waiting_since
  return {
    levels: await choicesOf(tx, brandId, levels),
    levelId: level?.id ?? null,
    reasons: await reasonsOf(tx, brandId),
    card: {
      reason: null,
      words: '',
      temperature: hottest(said.slice(0, newest).map((one) => temperatureOf(one.text))),
      quote: telling?.passage ?? '',
      quotedMessageId: telling?.message.id ?? null,
      suggestion: '',
      waitsSince: since,
      tried: await triedIn(tx, conversation, caller.locale),
      promised: await promisedIn(tx, conversation, caller.locale),
    },
    wait: since && waitOf(await calendarsOf(tx, brandId), whoseOf(conversation), since),
    notice: notice?.text ?? null,
  }
}

/** Each level with by when somebody there takes it over, and how many are there. */
async function choicesOf(tx: Tx, brandId: number, levels: readonly Level[]) {
  const choices = []
  for (const level of levels) {
    const { id, nameJa, nameEn, position } = level
    const acceptBy = (await dueAt(tx, brandId, level, level.acceptMinutes)) ?? null
    const people = (await peopleOf(tx, brandId, id)).filter((person) => !person.isAway).length
    choices.push({ id, nameJa, nameEn, position, acceptBy, people })
  }
  return choices
}

const whoseOf = ({ team_id: teamId, channel }: Conversation) => ({ teamId, channel })
