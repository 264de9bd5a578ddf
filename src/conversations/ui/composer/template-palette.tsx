import { useAsk } from '#agent/ask.ts'
import type { Reply } from '#agent/api.ts'
import { Palette } from '#agent/kit/palette.tsx'
import { useMe } from '#agent/me.ts'
import { m } from '#texts'
import type { ConversationPage } from '../../contract.ts'
import { filledIn, usePlaceholders } from './placeholders.ts'
import { textAsHtml } from './signature.ts'

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
  const values = usePlaceholders(conversation, me?.name ?? '')
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
        if (template) onPick(template, textAsHtml(filledIn(textOf(template), values)))
      }}
    />
  )
}
