import type { ConversationPage } from '../../contract.ts'
import { MentionPalette } from './mention-palette.tsx'
import { TemplatePalette } from './template-palette.tsx'

/** What is opened while writing by its sign or its key: templates, or colleagues to be mentioned. */
export function ComposerPalettes({
  palette,
  conversation,
  onClose,
  onTemplate,
  onColleague,
}: {
  palette: 'templates' | 'mentions' | undefined
  conversation: ConversationPage
  onClose: () => void
  onTemplate: Parameters<typeof TemplatePalette>[0]['onPick']
  onColleague: Parameters<typeof MentionPalette>[0]['onPick']
}) {
  if (palette === 'templates')
    return <TemplatePalette conversation={conversation} onClose={onClose} onPick={onTemplate} />
  if (palette === 'mentions')
    return <MentionPalette brandId={conversation.brandId} onClose={onClose} onPick={onColleague} />
  return null
}
