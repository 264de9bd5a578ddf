import { useAsk } from '#agent/ask.ts'
import type { Reply } from '#agent/api.ts'
import { Palette } from '#agent/kit/palette.tsx'
import { useMe } from '#agent/me.ts'
import { m } from '#texts'
import type { ConversationPage } from '../../contract.ts'
import type { Placeholder } from '../../vocabulary/placeholder-contract.ts'
import { filledIn, usePlaceholders } from './placeholders.ts'
import { textAsHtml } from './signature.ts'

type Template = Reply<'GET /api/templates'>['items'][number]
type PaletteProps = { onClose: () => void; onPick: (template: Template, html: string) => void }

/** Templates by name or shortcut, in the conversation's language. */
export function TemplatePalette({
  conversation,
  ...rest
}: PaletteProps & { conversation: ConversationPage }) {
  const values = usePlaceholders(conversation, useMe()?.name ?? '')
  const textOf = (one: Template) =>
    conversation.language === 'ja' ? one.textJa || one.textEn : one.textEn || one.textJa
  return (
    <Templates
      {...{ brandId: conversation.brandId, values }}
      versionsOf={(one) => [{ name: one.name, text: textOf(one) }]}
      {...rest}
    />
  )
}

/** Templates for a mail that answers nothing: in which language is for its writer to say. */
export function FirstMailTemplates({
  brandId,
  customer,
  ...rest
}: PaletteProps & { brandId: number; customer: string }) {
  const values = { 'customer.name': customer, 'agent.name': useMe()?.name ?? '' }
  const versionsOf = ({ name, textJa, textEn }: Template) =>
    textJa && textEn
      ? [
          { name: `${name} · 日本語`, text: textJa },
          { name: `${name} · English`, text: textEn },
        ]
      : [{ name, text: textJa || textEn }]
  return <Templates {...{ brandId, values, versionsOf }} {...rest} />
}

function Templates({
  brandId,
  values,
  versionsOf,
  onClose,
  onPick,
}: PaletteProps & {
  brandId: number
  values: Partial<Record<Placeholder, string>>
  versionsOf: (template: Template) => { name: string; text: string }[]
}) {
  const query = { brandId, limit: 200 }
  const templates = useAsk('GET /api/templates', { query }, { staleTime: 60_000 }).data?.items ?? []
  const versions = templates.flatMap((template) =>
    versionsOf(template).map((version) => ({ template, ...version, id: `${template.id} ${version.name}` })),
  )
  return (
    <Palette
      title={m.agent_templates()}
      isOpen
      onClose={onClose}
      items={versions.map(({ id, name, text, template: { shortcut, textEn, textJa } }) => ({
        id,
        name,
        hint: shortcut ? `;${shortcut}` : text.slice(0, 60),
        words: `${shortcut ?? ''} ${textEn} ${textJa}`,
      }))}
      onPick={({ id }) => {
        const picked = versions.find((one) => one.id === id)
        if (picked) onPick(picked.template, textAsHtml(filledIn(picked.text, values)))
      }}
    />
  )
}
