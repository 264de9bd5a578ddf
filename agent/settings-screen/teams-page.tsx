import { useState } from 'react'
import { m } from '#texts'
import { useAsk, useTell } from '../ask.ts'
import { Button } from '../kit/button.tsx'
import { TextField } from '../kit/field.tsx'
import { askFirst } from './ask-first.tsx'
import { FormDialog } from '../kit/form-dialog.tsx'
import { Page, Row, Rows } from './page.tsx'
import { Among } from './staff-dialog.tsx'
import { useForm } from './use-form.ts'

type Team = { id: number; name: string; memberIds: number[] }

export default function TeamsPage() {
  const asked = useAsk('GET /api/teams', { query: { limit: 200 } })
  const people = useAsk('GET /api/colleagues', { query: { limit: 200 } }).data?.items ?? []
  const [dialog, setDialog] = useState<Team | 'new'>()
  const remove = useTell('DELETE /api/teams/{id}', { stale: ['GET /api/teams'] })
  const nameOf = (id: number) => people.find((one) => one.id === id)?.name
  const add = (
    <Button look="primary" onClick={() => setDialog('new')}>
      {m.settings_team_new()}
    </Button>
  )
  return (
    <Page title={m.settings_teams()} intro={m.settings_teams_intro()} action={add}>
      <Rows asked={asked} empty={m.settings_teams_none()}>
        {(team) => (
          <Row key={team.id} name={team.name} about={team.memberIds.map(nameOf).filter(Boolean).join(', ')}>
            <Button onClick={() => setDialog(team)}>{m.settings_change()}</Button>
            <Button
              look="danger"
              onClick={() =>
                askFirst({
                  title: m.settings_sure_delete({ name: team.name }),
                  about: m.settings_sure_team(),
                  name: m.settings_delete(),
                  run: () => remove.mutate({ params: { id: team.id } }),
                })
              }
            >
              {m.settings_delete()}
            </Button>
          </Row>
        )}
      </Rows>
      {dialog && (
        <TeamDialog
          team={dialog === 'new' ? undefined : dialog}
          people={people}
          onClose={() => setDialog(undefined)}
        />
      )}
    </Page>
  )
}

type TeamDialogProps = { team: Team | undefined; people: { id: number; name: string }[]; onClose: () => void }

function TeamDialog({ team, people, onClose }: TeamDialogProps) {
  const initial = { name: team?.name ?? '', memberIds: team?.memberIds ?? [] }
  const options = { stale: ['GET /api/teams'] as const, onDone: onClose }
  const create = useForm('POST /api/teams', initial, options)
  const change = useForm('PATCH /api/teams/{id}', initial, options)
  const form = team ? change : create
  const save = () =>
    team ? change.tell({ params: { id: team.id }, body: form.values }) : create.tell({ body: form.values })
  return (
    <FormDialog
      title={team?.name ?? m.settings_team_new()}
      isBusy={form.isBusy}
      error={form.errorBesides('name')}
      onSave={save}
      onClose={onClose}
    >
      <TextField name={m.settings_name()} required autoFocus {...form.text('name')} />
      <Among
        legend={m.settings_members()}
        all={people}
        chosen={form.values.memberIds}
        onChange={(ids) => form.set('memberIds', ids)}
      />
    </FormDialog>
  )
}
