import { z } from 'zod'
import { byId, endpoint, id, nothing, pageOf, paging, time } from '#platform/endpoint.ts'

const tag = 'Webhooks'

export const webhook = z.object({
  id,
  brandId: id,
  url: z.string(),
  description: z.string(),
  /** None: every type. */
  eventTypes: z.array(z.string()),
  isDisabled: z.boolean(),
  disabledReason: z.string().nullable(),
  createdAt: time,
})

export const delivery = z.object({
  id,
  webhookId: id,
  eventId: z.number().int(),
  eventType: z.string(),
  state: z.enum(['waiting', 'delivered', 'failed']),
  attempts: z.number().int(),
  responseStatus: z.number().int().nullable(),
  responseText: z.string().nullable(),
  createdAt: time,
  attemptedAt: time.nullable(),
})

export const listWebhooks = endpoint({
  method: 'GET',
  path: '/api/webhooks',
  summary: { en: 'Webhooks of your brands', ja: '自分のブランドのWebhookの一覧' },
  tag,
  role: 'admin',
  query: paging,
  reply: pageOf(webhook),
})

const url = z.url({ protocol: /^https?$/ }).max(2_000)
const eventTypes = z.array(z.string().regex(/^[a-z_]+\.[a-z_]+$/)).max(100)

export const createWebhook = endpoint({
  method: 'POST',
  path: '/api/webhooks',
  summary: {
    en: 'Have events sent to an address, signed as Standard Webhooks asks; the secret is shown this once',
    ja: '出来事をStandard Webhooksの署名付きで送信する宛先を登録する。秘密鍵が表示されるのはこの応答だけ',
  },
  tag,
  role: 'admin',
  body: z.object({
    brandId: id,
    url,
    description: z.string().max(300).default(''),
    eventTypes: eventTypes.default([]),
  }),
  answersSecret: true,
  reply: webhook.extend({ secret: z.string() }),
})

export const changeWebhook = endpoint({
  method: 'PATCH',
  path: '/api/webhooks/{id}',
  summary: {
    en: 'Change a webhook, switch it off or on again',
    ja: 'Webhookを変更する、または停止・再開する',
  },
  tag,
  role: 'admin',
  params: byId,
  body: z.object({ url, description: z.string().max(300), eventTypes, isDisabled: z.boolean() }).partial(),
  reply: webhook,
})

export const deleteWebhook = endpoint({
  method: 'DELETE',
  path: '/api/webhooks/{id}',
  summary: { en: 'Delete a webhook with its log', ja: 'Webhookを送信履歴とともに削除する' },
  tag,
  role: 'admin',
  params: byId,
  reply: nothing,
})

export const listDeliveries = endpoint({
  method: 'GET',
  path: '/api/webhooks/{id}/deliveries',
  summary: {
    en: 'What was sent to a webhook and what it answered, newest first',
    ja: 'Webhookの送信内容とその応答（新しい順）',
  },
  tag,
  role: 'admin',
  params: byId,
  query: z.object({ state: delivery.shape.state.optional() }).extend(paging.shape),
  reply: pageOf(delivery),
})

export const redeliver = endpoint({
  method: 'POST',
  path: '/api/webhooks/{id}/deliveries/{deliveryId}/redeliver',
  summary: { en: 'Send it again', ja: 'もう一度送信する' },
  tag,
  role: 'admin',
  params: byId.extend({ deliveryId: id }),
  reply: delivery,
})
