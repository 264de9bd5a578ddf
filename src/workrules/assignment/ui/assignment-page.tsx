import { type FormEvent, useState } from 'react'
import { useAsk, useTell } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { Checks } from '#agent/kit/checks.tsx'
import { Chip } from '#agent/kit/chip.tsx'
import { Dialog } from '#agent/kit/dialog.tsx'
import { TextField } from '#agent/kit/field.tsx'
import { say } from '#agent/kit/toast.tsx'
import { mistakeAt } from '#agent/kit/words.ts'
import { Page, Row, Rows } from '#agent/settings-screen/page.tsx'
import { useBrand } from '#agent/settings-screen/use-brand.tsx'
import { m } from '#texts'
import { useLeads } from '#agent/me.ts'
import { languageName } from '../../../conversations/ui/words.ts'
import type { Workload } from '../contract.ts'
import { WaitingWishes } from './waiting-wishes.tsx'

// In which customers of a shop usually write; any other that somebody has is shown as well.
const usual = ['ja', 'en', 'zh', 'ko', 'fr', 'de', 'es', 'it', 'pt', 'th', 'vi', 'id']

const stale = ['GET /api/workloads', 'GET /api/rule-parts'] as const

/** Who takes what of a brand: how much, in which languages, with which skills, and who is there. */
export default function AssignmentPage() {
  const { brandId, choice } = useBrand()
  const asked = useAsk('GET /api/workloads', { query: { brandId } }, { enabled: brandId > 0 })
  const [open, setOpen] = useState<Workload>()
  const leads = useLeads()
  return (
    <Page title={m.assignment_title()} intro={m.assignment_intro()}>
      {choice}
      <Rows asked={asked} empty={m.assignment_none()}>
        {(one) => (
          <Row
            key={one.staffId}
            name={one.name}
            about={[
              m.assignment_load({ load: one.load, capacity: one.capacity }),
              one.languages.map(languageName).join(m.rules_comma()) || m.assignment_every_language(),
            ].join(' · ')}
            marks={
              <>
                {one.awaySince !== null && <Chip tone="kohaku">{m.assignment_away()}</Chip>}
                {one.skills.map((skill) => (
                  <Chip key={skill}>{skill}</Chip>
                ))}
              </>
            }
          >
            <Button onClick={() => setOpen(one)}>{m.assignment_change()}</Button>
          </Row>
        )}
      </Rows>
      {leads && brandId > 0 && <WaitingWishes brandId={brandId} />}
      {open && <WorkloadDialog brandId={brandId} workload={open} onClose={() => setOpen(undefined)} />}
    </Page>
  )
}

function WorkloadDialog({
  brandId,
  workload,
  onClose,
}: {
  brandId: number
  workload: Workload
  onClose: () => void
}) {
  const [capacity, setCapacity] = useState(String(workload.capacity))
  const [languages, setLanguages] = useState(workload.languages)
  const [skills, setSkills] = useState(workload.skills.join(m.rules_comma()))
  const change = useTell('PUT /api/workloads/{id}', {
    stale,
    onDone: () => {
      say({ text: m.assignment_saved() })
      onClose()
    },
    onRefused: () => true,
  })
  const save = (event: FormEvent) => {
    event.preventDefault()
    const body = {
      brandId,
      capacity: Number(capacity),
      languages,
      skills: wordsIn(skills),
    }
    change.mutate({ params: { id: workload.staffId }, body })
  }
  const mistake = (field: string) =>
    mistakeAt(change.error, field) ??
    (change.error?.field?.startsWith(`${field}.`) ? mistakeAt(change.error, change.error.field) : undefined)
  return (
    <Dialog
      title={m.assignment_of({ name: workload.name })}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{m.settings_cancel()}</Button>
          <Button look="primary" type="submit" form="workload" isBusy={change.isPending}>
            {m.settings_save()}
          </Button>
        </>
      }
    >
      <form id="workload" className="grid gap-4" onSubmit={save}>
        <TextField
          name={m.assignment_capacity()}
          hint={m.assignment_capacity_hint()}
          error={mistake('capacity')}
          type="number"
          min={0}
          max={1_000}
          required
          value={capacity}
          onChange={(event) => setCapacity(event.target.value)}
        />
        <Checks
          name={m.assignment_languages()}
          hint={mistake('languages') ?? m.assignment_languages_hint()}
          all={[...new Set([...usual, ...workload.languages])]}
          chosen={languages}
          say={languageName}
          onChange={setLanguages}
        />
        <TextField
          name={m.assignment_skills()}
          hint={m.assignment_skills_hint()}
          error={mistake('skills')}
          value={skills}
          onChange={(event) => setSkills(event.target.value)}
        />
      </form>
    </Dialog>
  )
}

const wordsIn = (text: string) =>
  text
    .split(/[,、，]/)
    .map((one) => one.trim())
    .filter((one) => one !== '')
