import { useState } from 'react'
import { m } from '#texts'
import { useAsk, useTell } from '../ask.ts'
import { Button } from '../kit/button.tsx'
import { Chip } from '../kit/chip.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { Select, TextField } from '../kit/field.tsx'
import { Icon } from '../kit/icon.tsx'
import { Menu } from '../kit/menu.tsx'
import { useMe } from '../me.ts'
import { askFirst } from './ask-first.tsx'
import { FormDialog } from '../kit/form-dialog.tsx'
import { Page, Row, Rows, ShownOnce } from './page.tsx'
import { useForm } from './use-form.ts'
import { WebhookLog } from './webhook-log.tsx'

type Webhook = {
  id: number
  url: string
  description: string
  eventTypes: string[]
  isDisabled: boolean
  disabledReason: string | null
}
const stale = ['GET /api/webhooks'] as const

export default function WebhooksPage() {
  const asked = useAsk('GET /api/webhooks', { query: { limit: 200 } })
  const [isMaking, setMaking] = useState(false)
  const [secret, setSecret] = useState<string>()
  const [log, setLog] = useState<Webhook>()
  const add = (
    <Button look="primary" onClick={() => setMaking(true)}>
      {m.settings_webhook_new()}
    </Button>
  )
  return (
    <Page title={m.settings_webhooks()} intro={m.settings_webhooks_intro()} action={add}>
      <Rows asked={asked} empty={m.settings_webhooks_none()}>
        {(hook) => <WebhookRow key={hook.id} hook={hook} onLog={() => setLog(hook)} />}
      </Rows>
      {isMaking && (
        <WebhookDialog
          onClose={() => setMaking(false)}
          onMade={(made) => {
            setMaking(false)
            setSecret(made)
          }}
        />
      )}
      {secret && (
        <Dialog title={m.settings_webhook_new()} isOpen onClose={() => setSecret(undefined)}>
          <ShownOnce words={m.settings_webhook_secret()} value={secret} />
        </Dialog>
      )}
      {log && <WebhookLog webhookId={log.id} url={log.url} onClose={() => setLog(undefined)} />}
    </Page>
  )
}

function WebhookRow({ hook, onLog }: { hook: Webhook; onLog: () => void }) {
  const change = useTell('PATCH /api/webhooks/{id}', { stale })
  const remove = useTell('DELETE /api/webhooks/{id}', { stale })
  const params = { id: hook.id }
  return (
    <Row
      name={<span className="break-all">{hook.url}</span>}
      about={[hook.description, hook.eventTypes.join(', ') || m.settings_webhook_all(), hook.disabledReason]
        .filter(Boolean)
        .join(' · ')}
      marks={hook.isDisabled && <Chip tone="shu">{m.settings_switched_off()}</Chip>}
    >
      <Button onClick={onLog}>{m.settings_log()}</Button>
      <Menu
        trigger={
          <Button look="quiet" aria-label={m.settings_more_about({ name: hook.url })}>
            <Icon name="more" />
          </Button>
        }
        entries={[
          {
            name: hook.isDisabled ? m.settings_switch_on() : m.settings_switch_off(),
            run: () => change.mutate({ params, body: { isDisabled: !hook.isDisabled } }),
          },
          {
            name: m.settings_delete(),
            isDangerous: true,
            run: () =>
              askFirst({
                title: m.settings_sure_delete({ name: hook.url }),
                about: m.settings_sure_webhook(),
                name: m.settings_delete(),
                run: () => remove.mutate({ params }),
              }),
          },
        ]}
      />
    </Row>
  )
}

function WebhookDialog({ onClose, onMade }: { onClose: () => void; onMade: (secret: string) => void }) {
  const me = useMe()
  const initial = { brandId: String(me?.brands[0]?.id ?? ''), url: '', description: '', eventTypes: '' }
  const form = useForm('POST /api/webhooks', initial, { stale, onDone: (reply) => onMade(reply.secret) })
  const { brandId, url, description, eventTypes } = form.values
  const save = () =>
    form.tell({
      body: {
        brandId: Number(brandId),
        url,
        description,
        eventTypes: eventTypes.split(/[\s,]+/).filter(Boolean),
      },
    })
  return (
    <FormDialog
      title={m.settings_webhook_new()}
      isBusy={form.isBusy}
      error={form.errorBesides('url', 'eventTypes')}
      onSave={save}
      onClose={onClose}
    >
      <Select
        name={m.settings_brand()}
        choices={(me?.brands ?? []).map((one) => ({ value: String(one.id), name: one.name }))}
        {...form.text('brandId')}
      />
      <TextField name="URL" type="url" required autoFocus placeholder="https://" {...form.text('url')} />
      <TextField name={m.settings_description()} {...form.text('description')} />
      <TextField
        name={m.settings_event_types()}
        hint={m.settings_event_types_hint()}
        {...form.text('eventTypes')}
      />
    </FormDialog>
  )
}
