import { m } from '#texts'
import type { Brand } from '#people/brands/contract.ts'
import { Check, Select, TextArea } from '../kit/field.tsx'
import { FormDialog } from '../kit/form-dialog.tsx'
import { useForm } from './use-form.ts'

/** How a brand's chat greets, what it asks, and where it may be shown. */
export function ChatDialog({ brand, onClose }: { brand: Brand; onClose: () => void }) {
  const { chat } = brand.settings
  const form = useForm(
    'PATCH /api/brands/{id}',
    {
      ja: chat.greeting.ja,
      en: chat.greeting.en,
      ask: chat.ask as string,
      origins: chat.allowedOrigins.join('\n'),
      takesFiles: chat.takesFiles,
      hasSound: chat.hasSound,
    },
    { stale: ['GET /api/brands'], onDone: onClose },
  )
  const { ja, en, origins, ask, takesFiles, hasSound } = form.values
  const save = () =>
    form.tell({
      params: { id: brand.id },
      body: {
        settings: {
          ...brand.settings,
          chat: {
            ...chat,
            greeting: { ja, en },
            ask: ask as typeof chat.ask,
            allowedOrigins: origins.split(/\s+/).filter(Boolean),
            takesFiles,
            hasSound,
          },
        },
      },
    })
  const asks = [
    { value: 'before', name: m.settings_ask_before() },
    { value: 'after', name: m.settings_ask_after() },
    { value: 'never', name: m.settings_ask_never() },
  ]
  return (
    <FormDialog
      title={m.settings_chat_title({ name: brand.name })}
      width={620}
      isBusy={form.isBusy}
      error={form.errorBesides('ja', 'en')}
      onSave={save}
      onClose={onClose}
    >
      <div className="grid grid-cols-2 gap-4 max-phone:grid-cols-1">
        <TextArea name={m.settings_greeting_ja()} lang="ja" rows={3} autoFocus {...form.text('ja')} />
        <TextArea name={m.settings_greeting_en()} lang="en" rows={3} {...form.text('en')} />
      </div>
      <Select name={m.settings_ask()} choices={asks} {...form.text('ask')} />
      <TextArea
        name={m.settings_origins()}
        rows={2}
        hint={m.settings_origins_hint()}
        {...form.text('origins')}
      />
      <Check
        name={m.settings_takes_files()}
        checked={takesFiles}
        onChange={(event) => form.set('takesFiles', event.target.checked)}
      />
      <Check
        name={m.settings_has_sound()}
        checked={hasSound}
        onChange={(event) => form.set('hasSound', event.target.checked)}
      />
    </FormDialog>
  )
}
