import { m } from '#texts'
import type { Me } from '#people/contract.ts'
import { Button } from '../kit/button.tsx'
import { Select, TextArea, TextField } from '../kit/field.tsx'
import { say } from '../kit/toast.tsx'
import { useChangeMe, useMe } from '../me.ts'
import { localeChoices, zoneChoices } from './choices.ts'
import { Page, Section } from './page.tsx'
import { useForm } from './use-form.ts'

export default function MePage() {
  const me = useMe()
  return (
    <Page title={m.settings_me()} intro={m.settings_me_intro()}>
      {me && <Profile key={me.id} me={me} />}
    </Page>
  )
}

function Profile({ me }: { me: Me }) {
  const change = useChangeMe()
  const form = useForm(
    'PATCH /api/me',
    { name: me.name, timeZone: me.timeZone, en: me.signature.en, ja: me.signature.ja },
    { stale: ['GET /api/me'], onDone: () => say({ text: m.settings_saved() }) },
  )
  const { name, timeZone, en, ja } = form.values
  const themes = [
    { value: 'system', name: m.agent_theme_system() },
    { value: 'light', name: m.agent_theme_light() },
    { value: 'dark', name: m.agent_theme_dark() },
  ]
  return (
    <>
      <Section title={m.settings_appearance()}>
        <div className="grid grid-cols-2 gap-4 max-phone:grid-cols-1">
          <Select
            name={m.settings_language()}
            choices={localeChoices}
            value={me.locale}
            onChange={(event) => change({ locale: event.target.value as 'ja' | 'en' })}
          />
          <Select
            name={m.settings_theme()}
            choices={themes}
            value={me.theme}
            onChange={(event) => change({ theme: event.target.value as Me['theme'] })}
          />
        </div>
      </Section>
      <Section title={m.settings_profile()}>
        <form
          className="grid gap-4"
          onSubmit={(event) => {
            event.preventDefault()
            form.tell({ body: { name, timeZone, signature: { en, ja } } })
          }}
        >
          <div className="grid grid-cols-2 gap-4 max-phone:grid-cols-1">
            <TextField name={m.settings_name()} autoComplete="name" {...form.text('name')} />
            <Select name={m.settings_time_zone()} choices={zoneChoices} {...form.text('timeZone')} />
          </div>
          <div className="grid grid-cols-2 gap-4 max-phone:grid-cols-1">
            <TextArea name={m.settings_signature_ja()} rows={4} {...form.text('ja')} />
            <TextArea name={m.settings_signature_en()} rows={4} {...form.text('en')} />
          </div>
          <div>
            <Button look="primary" type="submit" isBusy={form.isBusy}>
              {m.settings_save()}
            </Button>
          </div>
        </form>
      </Section>
    </>
  )
}
