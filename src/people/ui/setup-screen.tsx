import type { FocusEvent } from 'react'
import type { Problem } from '#agent/api.ts'
import { useTell } from '#agent/ask.ts'
import { Select, TextField } from '#agent/kit/field.tsx'
import { mistakeAt } from '#agent/kit/words.ts'
import { useLocale } from '#agent/settings.ts'
import { m } from '#texts'
import { DoorForm, EmailField, NewPasswordField, Refused } from './door-form.tsx'
import { Door, useEnter } from './door.tsx'
import { slugOf } from './slug-of.ts'
import { timeZones } from './time-zones.ts'

const browserZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone
const twoBeside = 'grid grid-cols-2 gap-3 max-phone:grid-cols-1 max-phone:gap-4'

/** The very first screen of a desk: the organisation, its first brand and its first person. */
export function SetupScreen() {
  const enter = useEnter()
  const locale = useLocale()
  const setUp = useTell('POST /api/setup', { onRefused: () => true, onDone: () => void enter() })
  const problem = setUp.error
  return (
    <Door title={m.agent_setup_title()} about={m.agent_setup_about()}>
      <DoorForm
        does={m.agent_setup_do()}
        isBusy={setUp.isPending}
        onSent={({
          organisation = '',
          brand = '',
          slug = '',
          name = '',
          email = '',
          password = '',
          ...rest
        }) =>
          setUp.mutate({
            body: {
              organisation,
              locale,
              timeZone: rest['timeZone'] ?? browserZone(),
              brand: { name: brand, slug, locale: rest['brandLocale'] === 'en' ? 'en' : 'ja' },
              admin: { name, email, password },
            },
          })
        }
      >
        {problem && !problem.field && <Refused problem={problem} />}
        <TextField
          name={m.agent_organisation()}
          required
          autoFocus
          error={mistakeAt(problem, 'organisation')}
          field="organisation"
        />
        <FirstBrand problem={problem} />
        <hr className="border-line" />
        <TextField
          name={m.agent_your_name()}
          autoComplete="name"
          required
          error={mistakeAt(problem, 'admin.name')}
          field="name"
        />
        <EmailField error={mistakeAt(problem, 'email')} />
        <NewPasswordField name={m.agent_password()} problem={problem} />
      </DoorForm>
    </Door>
  )
}

/** What is typed as the short name already is left as it is. */
function proposeSlug({ currentTarget: brand }: FocusEvent<HTMLInputElement>): void {
  const slug = brand.form?.elements.namedItem('slug')
  if (slug instanceof HTMLInputElement && slug.value === '') slug.value = slugOf(brand.value)
}

function FirstBrand({ problem }: { problem: Problem | null }) {
  const locale = useLocale()
  const zone = browserZone()
  return (
    <>
      <div className={twoBeside}>
        <TextField
          name={m.agent_first_brand()}
          required
          error={mistakeAt(problem, 'brand.name')}
          field="brand"
          onBlur={proposeSlug}
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
      <div className={twoBeside}>
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
    </>
  )
}
