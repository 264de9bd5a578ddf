import { raise } from '#workrules/escalation/raise.ts'
import { saidIn } from '#workrules/escalation/gather.ts'
import { brandLocale } from '#people/brands/locale-of.ts'
import { tellingPassage, temperatureOf } from '#languages/temperature.ts'
import { m } from '#texts'
import { action } from '../action.ts'

/** Hands the conversation up, with a card as far as the desk can fill it in. */
export const escalate = action({
  key: 'escalate',
  words: m.rules_do_escalate,
  takes: {
    levelId: { kind: 'one', from: 'escalation_level', isSome: true },
    reasonId: { kind: 'one', from: 'escalation_reason', isSome: true },
  },
  causes: ['escalated'],
  foresee: () => ({}),
  act: async (tx, { conversation, rule, actor }, { levelId, reasonId }) => {
    const telling = tellingPassage(await saidIn(tx, conversation))
    const locale = await brandLocale(tx, conversation.brand_id)
    await raise(tx, { actor, locale }, conversation, {
      levelId: Number(levelId),
      reasonId: Number(reasonId),
      words: rule.name,
      temperature: temperatureOf(telling?.message.text ?? ''),
      quote: telling?.passage ?? '',
      quotedMessageId: telling?.message.id ?? null,
      ...{ suggestion: '', tellsCustomer: true, notToldBecause: '' },
    })
  },
})
