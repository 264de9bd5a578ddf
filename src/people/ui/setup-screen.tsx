import { useTell } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { Select, TextField } from '#agent/kit/field.tsx'
import { mistakeAt, wordsOf } from '#agent/kit/words.ts'
import { useLocale } from '#agent/settings.ts'
import { m } from '#texts'
import { timeZones } from './time-zones.ts'
import { Door, sent, useEnter } from './door.tsx'

export function SetupScreen() {
  const enter = useEnter()
  const locale = useLocale()
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const setUp = useTell('POST /api/setup', { onRefused: () => true, onDone: () => void enter() })
  const problem = setUp.error
  return (
    <Door title={m.agent_setup_title()} about={m.agent_setup_about()}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          const form = sent(event)
          setUp.mutate({
            body: {
              organisation: form['organisation'] ?? '',
              locale,
              timeZone: form['timeZone'] ?? zone,
              brand: {
                name: form['brand'] ?? '',
                slug: form['slug'] ?? '',
                locale: form['brandLocale'] === 'en' ? 'en' : 'ja',
              },
              admin: {
                name: form['name'] ?? '',
                email: form['email'] ?? '',
                password: form['password'] ?? '',
              },
            },
          })
        }}
      >
        {problem && !problem.field && (
          <p role="alert" className="rounded-[7px] bg-shu-soft px-3 py-2 text-shu">
            {wordsOf(problem)}
          </p>
        )}
        <TextField
          name={m.agent_organisation()}
          required
          autoFocus
          error={mistakeAt(problem, 'organisation')}
          field="organisation"
        />
        <div className="grid grid-cols-2 gap-3 max-phone:grid-cols-1 max-phone:gap-4">
          <TextField
            name={m.agent_first_brand()}
            required
            error={mistakeAt(problem, 'brand.name')}
            field="brand"
          />
          <TextField
            name={m.agent_brand_slug()}
            required
            pattern="[a-z0-9][a-z0-9\-]{0,62}"
            hint={m.agent_brand_slug_hint()}
            error={mistakeAt(problem, 'slug')}
            field="slug"
          />
        </div>
        <div className="grid grid-cols-2 gap-3 max-phone:grid-cols-1 max-phone:gap-4">
          <Select
            name={m.agent_brand_language()}
            defaultValue={locale}
            choices={[
              { value: 'ja', name: '日本語' },
              { value: 'en', name: 'English' },
            ]}
            field="brandLocale"
          />
          <Select name={m.agent_time_zone()} defaultValue={zone} choices={timeZones(zone)} field="timeZone" />
        </div>
        <hr className="border-line" />
        <TextField
          name={m.agent_your_name()}
          autoComplete="name"
          required
          error={mistakeAt(problem, 'admin.name')}
          field="name"
        />
        <TextField
          name={m.agent_email()}
          type="email"
          autoComplete="username"
          required
          error={mistakeAt(problem, 'email')}
          field="email"
        />
        <TextField
          name={m.agent_password()}
          type="password"
          autoComplete="new-password"
          minLength={10}
          required
          hint={m.agent_password_hint()}
          error={mistakeAt(problem, 'password')}
          field="password"
        />
        <Button type="submit" look="primary" isBusy={setUp.isPending} className="h-9">
          {m.agent_setup_do()}
        </Button>
      </form>
    </Door>
  )
}
