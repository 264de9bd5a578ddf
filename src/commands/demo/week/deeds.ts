import { grants } from '#database/sample/authority.ts'
import { matters } from '#database/sample/handed-up.ts'
import { departments, tasks } from '#database/sample/tasks.ts'
import { conversationFor } from '#conversations/door.ts'
import { endTask } from '#conversations/tasks/change.ts'
import { taskFor } from '#conversations/tasks/door.ts'
import { openTask } from '#conversations/tasks/open-task.ts'
import { sayInTask } from '#conversations/tasks/say-in-task.ts'
import { actorOf, type Caller } from '#platform/caller.ts'
import { decide } from '#workrules/approvals/decide.ts'
import { settleGrant } from '#workrules/authority/end.ts'
import { grant } from '#workrules/authority/grant.ts'
import { accept } from '#workrules/escalation/accept.ts'
import { end } from '#workrules/escalation/hand-on.ts'
import { raise } from '#workrules/escalation/raise.ts'
import { settingsOf } from '#workrules/escalation/settings.ts'
import { keepAllOf } from './promises.ts'
import { atWork, mayBeRefused, oneWho, soonOrForgotten, type Week } from './week.ts'

export type About = {
  agent: Caller
  conversationId: number
  language: 'ja' | 'en'
  /** Nobody comes to it before the week ends. */
  isLeft?: boolean
}

// Parts of a sentence that is said in one of two languages.
const said = {
  approved: { ja: '事情をふまえ、承認します。', en: 'Fair in this case. Go ahead.' },
  refused: {
    ja: '開封済みの商品のため、この条件では承認できません。交換をご案内してください。',
    en: 'The parcel was opened; please offer an exchange instead.',
  },
  ended: {
    ja: 'お電話でおわびし、ご納得いただきました。',
    en: 'Talked it through on the phone; the customer is content.',
  },
  answer: {
    ja: '確認しました。在庫が2点ありますので、明日の午前便で出荷できます。',
    en: 'Checked. Two are on the shelf, and one can leave tomorrow morning.',
  },
}

/** Gives the customer something; what is above the agent's authority is approved, refused or left by the supervisor. */
export async function giveSomething(
  week: Week,
  { agent, conversationId, language, isLeft }: About,
): Promise<void> {
  const { dice } = week
  const {
    kind,
    amount,
    currency,
    item = '',
    why,
  } = dice.pick(grants.filter((one) => one.language === language))
  let approvalId: number | undefined
  await mayBeRefused(week, async (tx) => {
    const conversation = await conversationFor(tx, conversationId, 'change')
    const money = currency === undefined ? {} : { currency }
    const wish = {
      kind,
      amount,
      ...money,
      item,
      why,
      orderNumber: conversation.order_number,
      ifAbove: 'ask' as const,
    }
    const { id } = await grant(tx, agent, conversation, wish)
    const asked = tx
      .selectFrom('approvals')
      .select('id')
      .where('for_id', '=', id)
      .where('for_kind', '=', 'grant')
    approvalId = (await asked.executeTakeFirst())?.id
  })
  if (approvalId !== undefined && !isLeft) letDecide(week, approvalId, language)
}

/** The supervisor says yes or no within half a day; what is left is late. */
export function letDecide(week: Week, approvalId: number, language: 'ja' | 'en'): void {
  const { dice, agenda, shop } = week
  const isYes = dice.chance(0.8)
  const comment = (isYes ? said.approved : said.refused)[language]
  const decision = isYes ? ('approve' as const) : ('refuse' as const)
  agenda.add(atWork(week, 'ja', soonOrForgotten(week, 20 + dice.below(200))), async () => {
    // Whoever is asked: the admin where the supervisor was too late, or may not.
    for (const role of ['supervisor', 'admin'] as const) {
      const whom = oneWho(shop, role)
      const isDone = await mayBeRefused(week, async (tx) => {
        const decided = await decide(tx, whom, approvalId, { decision, comment })
        if (decided) await settleGrant(tx, whom, decided)
      })
      if (isDone) return
    }
  })
}

/** Hands a conversation up; most are taken over in time, and brought to an end a day later. */
export async function handUp(week: Week, { agent, conversationId, language, isLeft }: About): Promise<void> {
  const { dice, shop } = week
  const sample = dice.pick(matters.filter((one) => one.language === language && one.escalation))
  if (!sample.escalation) return
  const { words, temperature, suggestion, reason } = sample.escalation
  let id: number | undefined
  await mayBeRefused(week, async (tx) => {
    const settings = await settingsOf(tx, shop.brandId)
    const conversation = await conversationFor(tx, conversationId, 'change')
    const by = { actor: actorOf(agent), locale: agent.locale }
    id = await raise(tx, by, conversation, {
      ...{ words, temperature, suggestion, quote: '', quotedMessageId: null },
      ...{ reasonId: settings.reasons[reason]?.id ?? null, levelId: settings.levels[1]?.id },
      ...{ tellsCustomer: true, notToldBecause: '' },
    })
  })
  if (id !== undefined && !isLeft) takeOver(week, id, conversationId, language)
}

/** The supervisor takes over what was handed up, answers the customer by the time that was named, and brings it to an end. */
export function takeOver(week: Week, raised: number, conversationId: number, language: 'ja' | 'en'): void {
  const { dice, agenda, shop } = week
  const supervisor = oneWho(shop, 'supervisor')
  const after = soonOrForgotten(week, 5 + dice.below(25))
  agenda.add(atWork(week, 'ja', after), () => mayBeRefused(week, (tx) => accept(tx, supervisor, raised)))
  agenda.add(atWork(week, 'ja', after + 65 + dice.below(110)), () =>
    mayBeRefused(week, async (tx) => {
      await keepAllOf(tx, supervisor, conversationId)
      await end(tx, supervisor, raised, said.ended[language])
    }),
  )
}

/** Asks the warehouse or another department; most answer within the day. */
export async function askOthers(
  week: Week,
  { agent, conversationId, language, isLeft }: About,
): Promise<void> {
  const { dice, shop } = week
  const {
    title,
    to,
    said: words,
  } = dice.pick(tasks.filter((one) => one.language === language && typeof one.to === 'string'))
  const department = departments.find((one) => one.name === to) ?? departments[0]
  const dueAt = new Date(atWork(week, 'ja', 240 + dice.below(300))).toISOString()
  let id: number | undefined
  await mayBeRefused(week, async (tx) => {
    const team = await tx
      .selectFrom('teams')
      .select('id')
      .where('name', '=', department.name)
      .executeTakeFirstOrThrow()
    const conversation = await conversationFor(tx, conversationId, 'change')
    const wish = { to: { teamId: team.id }, title, text: words[0].text, dueAt }
    id = await openTask(tx, conversation, wish, {
      actor: actorOf(agent),
      staffId: agent.staffId,
      name: agent.name,
    })
  })
  const members: readonly string[] = department.members
  const colleague = shop.people.find((one) => members.includes(one.email))
  if (id !== undefined && colleague && !isLeft) letAnswer(week, { id, agent, colleague, language })
}

type Asked = { id: number; agent: Caller; colleague: Caller; language: 'ja' | 'en' }

/** A colleague answers within the day, and whoever asked closes it. */
export function letAnswer(week: Week, { id: asked, agent, colleague, language }: Asked): void {
  const { dice, agenda } = week
  const answer = { text: said.answer[language], isAnswer: true, fileIds: [] }
  const after = soonOrForgotten(week, 30 + dice.below(210))
  agenda.add(atWork(week, 'ja', after), () =>
    mayBeRefused(week, async (tx) =>
      sayInTask(tx, colleague, await taskFor(tx, colleague, asked, 'answer'), answer),
    ),
  )
  agenda.add(atWork(week, language, after + 60 + dice.below(240)), () =>
    mayBeRefused(week, async (tx) =>
      endTask(tx, await taskFor(tx, agent, asked, 'manage'), { state: 'done', actor: actorOf(agent) }),
    ),
  )
}
