import { useState } from 'react'
import { m } from '#texts'
import { useAsk, useTell } from '../ask.ts'
import { Button } from '../kit/button.tsx'
import { Chip } from '../kit/chip.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { Check, TextField } from '../kit/field.tsx'
import { agoOf } from '../kit/time.ts'
import { askFirst } from './ask-first.tsx'
import { FormDialog } from '../kit/form-dialog.tsx'
import { Page, Row, Rows, ShownOnce } from './page.tsx'
import { useForm } from './use-form.ts'

type Scope = 'read' | 'write' | 'admin'
const stale = ['GET /api/api-keys'] as const
const scopeNames = (): Record<Scope, string> => ({
  read: m.settings_scope_read(),
  write: m.settings_scope_write(),
  admin: m.settings_scope_admin(),
})

export default function KeysPage() {
  const asked = useAsk('GET /api/api-keys', { query: { limit: 200 } })
  const [isMaking, setMaking] = useState(false)
  const [key, setKey] = useState<string>()
  const revoke = useTell('DELETE /api/api-keys/{id}', { stale })
  const add = (
    <Button look="primary" onClick={() => setMaking(true)}>
      {m.settings_key_new()}
    </Button>
  )
  return (
    <Page title={m.settings_keys()} intro={m.settings_keys_intro()} action={add}>
      <p className="mb-4 text-list">
        <a
          href="/api/docs"
          className="text-ai underline underline-offset-2 max-phone:inline-block max-phone:py-3"
        >
          {m.settings_api_docs()}
        </a>
      </p>
      <Rows asked={asked} empty={m.settings_keys_none()}>
        {(one) => (
          <Row
            key={one.id}
            name={one.name}
            about={`${one.hint}… · ${one.staff.name} · ${one.lastUsedAt ? m.settings_key_used({ when: agoOf(one.lastUsedAt) }) : m.settings_key_unused()}`}
            marks={
              one.revokedAt ? (
                <Chip>{m.settings_revoked()}</Chip>
              ) : (
                one.scopes.map((scope) => <Chip key={scope}>{scopeNames()[scope]}</Chip>)
              )
            }
          >
            {!one.revokedAt && (
              <Button
                look="danger"
                onClick={() =>
                  askFirst({
                    title: m.settings_sure_revoke({ name: one.name }),
                    about: m.settings_sure_revoke_about(),
                    name: m.settings_revoke(),
                    run: () => revoke.mutate({ params: { id: one.id } }),
                  })
                }
              >
                {m.settings_revoke()}
              </Button>
            )}
          </Row>
        )}
      </Rows>
      {isMaking && (
        <KeyDialog
          onClose={() => setMaking(false)}
          onMade={(made) => {
            setMaking(false)
            setKey(made)
          }}
        />
      )}
      {key && (
        <Dialog title={m.settings_key_new()} isOpen onClose={() => setKey(undefined)}>
          <ShownOnce words={m.settings_key_words()} value={key} />
        </Dialog>
      )}
    </Page>
  )
}

function KeyDialog({ onClose, onMade }: { onClose: () => void; onMade: (key: string) => void }) {
  const form = useForm(
    'POST /api/api-keys',
    { name: '', scopes: ['read'] as Scope[] },
    { stale, onDone: (reply) => onMade(reply.key) },
  )
  const { scopes } = form.values
  const names: Record<Scope, string> = {
    read: m.settings_scope_read(),
    write: m.settings_scope_write_about(),
    admin: m.settings_scope_admin_about(),
  }
  return (
    <FormDialog
      title={m.settings_key_new()}
      save={m.settings_key_make()}
      isBusy={form.isBusy}
      error={form.errorBesides('name')}
      onSave={() => form.tell({ body: form.values })}
      onClose={onClose}
    >
      <TextField
        name={m.settings_name()}
        required
        autoFocus
        hint={m.settings_key_name_hint()}
        {...form.text('name')}
      />
      <fieldset className="grid gap-1.5">
        <legend className="mb-1 text-small font-semibold text-ink2">{m.settings_scopes()}</legend>
        {(Object.keys(names) as Scope[]).map((scope) => (
          <Check
            key={scope}
            name={names[scope]}
            checked={scopes.includes(scope)}
            onChange={(event) =>
              form.set(
                'scopes',
                event.target.checked ? [...scopes, scope] : scopes.filter((one) => one !== scope),
              )
            }
          />
        ))}
      </fieldset>
    </FormDialog>
  )
}
