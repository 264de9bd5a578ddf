import { m } from '#texts'
import { record } from '#platform/events.ts'
import { action } from '../action.ts'

/** Tells one of the brand's webhooks, whatever else it listens to; it is delivered as every event is, signed and tried again. */
export const callWebhook = action({
  key: 'webhook',
  words: m.rules_do_webhook,
  takes: { webhookId: { kind: 'one', from: 'webhook', isSome: true } },
  causes: [],
  foresee: () => ({}),
  act: async (tx, { conversation, rule, actor }, { webhookId }) => {
    await record(tx, {
      type: 'rule.called_webhook',
      brandId: conversation.brand_id,
      conversationId: conversation.id,
      customerId: conversation.customer_id,
      actor,
      data: { webhookId: Number(webhookId), ruleName: rule.name },
    })
  },
})
