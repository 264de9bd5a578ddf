import { useAsk } from '#agent/ask.ts'
import type { Reply } from '#agent/api.ts'
import { Palette } from '#agent/kit/palette.tsx'
import { useMe } from '#agent/me.ts'
import { m } from '#texts'
import type { ConversationPage } from '../../contract.ts'

type Template = Reply<'GET /api/templates'>['items'][number]

/** Templates by name or shortcut, in the conversation's language. */
export function TemplatePalette({
  conversation,
  onClose,
  onPick,
}: {
  conversation: ConversationPage
  onClose: () => void
  onPick: (template: Template, html: string) => void
}) {
  const me = useMe()
  const query = { brandId: conversation.brandId, limit: 200 }
  const templates = useAsk('GET /api/templates', { query }, { staleTime: 60_000 }).data?.items ?? []
  const textOf = (one: Template) =>
    conversation.language === 'ja' ? one.textJa || one.textEn : one.textEn || one.textJa
  return (
    <Palette
      title={m.agent_templates()}
      isOpen
      onClose={onClose}
      items={templates.map((one) => ({
        id: String(one.id),
        name: one.name,
        hint: one.shortcut ? `;${one.shortcut}` : textOf(one).slice(0, 60),
        words: `${one.shortcut ?? ''} ${one.textEn} ${one.textJa}`,
      }))}
      onPick={({ id }) => {
        const template = templates.find((one) => String(one.id) === id)
        if (template) onPick(template, asHtml(filled(textOf(template), conversation, me?.name ?? '')))
      }}
    />
  )
}

/** Placeholders that are known are filled in; the others stay to be seen. */
function filled(text: string, conversation: ConversationPage, agent: string): string {
  const values: Record<string, string> = {
    customer: conversation.customer.name,
    'customer.name': conversation.customer.name,
    customer_name: conversation.customer.name,
    agent: agent,
    'agent.name': agent,
    agent_name: agent,
    number: String(conversation.id),
    order: conversation.orderNumber ?? '',
    'order.number': conversation.orderNumber ?? '',
    order_number: conversation.orderNumber ?? '',
  }
  return text.replaceAll(/\{\{?\s*([\w.]+)\s*\}?\}/g, (whole, name: string) => values[name] || whole)
}

function asHtml(text: string): string {
  const safe = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return safe
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph.replaceAll('\n', '<br>')}</p>`)
    .join('')
}
