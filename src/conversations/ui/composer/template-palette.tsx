import { useAsk } from '#agent/ask.ts'
import { Palette } from '#agent/kit/palette.tsx'
import type { Locale } from '#platform/locale.ts'
import { m } from '#texts'
import type { ConversationPage } from '../../contract.ts'
import { fill, type Filling } from '../../templates/placeholder-contract.ts'
import type { Filled, Template } from '../../templates/ui/chosen.ts'
import { textAsHtml } from './signature.ts'
import { useFilling, useFirstFilling } from './use-filling.ts'

type Version = { template: Template; id: string; name: string; locale: Locale; text: string }
type PaletteProps = {
  onClose: () => void
  /** With its texts filled in, and the language that was chosen. */
  onPick: (template: Template, filled: Filled, locale: Locale) => void
}

/** Templates by name, shortcut or reading, in the conversation's language. */
export function TemplatePalette({
  conversation,
  ...rest
}: PaletteProps & { conversation: ConversationPage }) {
  const filling = useFilling(conversation.id)
  const wanted = conversation.language === 'ja' ? 'ja' : 'en'
  const versionsOf = (template: Template) => {
    const locale = textIn(template, wanted) === '' ? other(wanted) : wanted
    return [{ name: template.name, locale }]
  }
  return <Templates {...{ brandId: conversation.brandId, filling, versionsOf }} {...rest} />
}

/** Templates for a mail that answers nothing: in which language is for its writer to say. */
export function FirstMailTemplates({
  brandId,
  customer,
  ...rest
}: PaletteProps & { brandId: number; customer: string | undefined }) {
  const filling = useFirstFilling(brandId, customer)
  const versionsOf = (template: Template) => {
    const there = (['ja', 'en'] as const).filter((locale) => textIn(template, locale) !== '')
    return there.map((locale) => ({
      name: there.length === 1 ? template.name : `${template.name} · ${languages[locale]}`,
      locale,
    }))
  }
  return <Templates {...{ brandId, filling, versionsOf }} {...rest} />
}

const languages = { ja: '日本語', en: 'English' }
const other = (locale: Locale): Locale => (locale === 'ja' ? 'en' : 'ja')
const textIn = ({ textEn, textJa }: Template, locale: Locale) => (locale === 'ja' ? textJa : textEn).trim()

function Templates({
  brandId,
  filling,
  versionsOf,
  onClose,
  onPick,
}: PaletteProps & {
  brandId: number
  filling: Filling | undefined
  versionsOf: (template: Template) => { name: string; locale: Locale }[]
}) {
  const query = { brandId, limit: 200 }
  const templates = useAsk('GET /api/templates', { query }, { staleTime: 60_000 }).data?.items ?? []
  const versions: Version[] = byFolder(templates).flatMap((template) =>
    versionsOf(template).map(({ name, locale }) => ({
      ...{ template, name, locale, id: `${template.id} ${locale}` },
      text: filling ? fill(textIn(template, locale), filling, locale) : textIn(template, locale),
    })),
  )
  return (
    <Palette
      title={m.agent_templates()}
      isOpen
      onClose={onClose}
      items={filling ? versions.map(itemOf) : []}
      onPick={({ id }) => {
        const picked = versions.find((one) => one.id === id)
        if (picked && filling) onPick(picked.template, filledBoth(picked.template, filling), picked.locale)
      }}
    />
  )
}

/** Folder by folder, the most used first. */
function byFolder(templates: readonly Template[]): Template[] {
  const folders = [...new Set(templates.map((one) => one.folder))]
  return folders.flatMap((folder) => templates.filter((one) => one.folder === folder))
}

/** How it begins after the greeting, which is the same everywhere. */
const opening = (text: string) => (text.split(/\n{2,}/)[1] ?? text).slice(0, 18)

function filledBoth(template: Template, filling: Filling): Filled {
  const html = (locale: Locale) => {
    const text = textIn(template, locale)
    return text === '' ? {} : { [locale]: textAsHtml(fill(text, filling, locale)) }
  }
  return { ...html('ja'), ...html('en') }
}

function itemOf({ id, name, text, locale, template }: Version) {
  const { shortcut, keywords, folder, staleTwin, textEn, textJa } = template
  return {
    id,
    name,
    hint: [
      shortcut ? `;${shortcut}` : '',
      staleTwin === locale ? m.templates_twin_stale() : '',
      opening(text),
    ]
      .filter(Boolean)
      .join(' · '),
    exactly: shortcut ?? undefined,
    words: `;${shortcut ?? ''} ${keywords} ${folder} ${textEn} ${textJa}`,
    group: folder === '' ? undefined : folder,
  }
}
