import { useState } from 'react'
import { m } from '#texts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { TextField } from '../kit/field.tsx'
import { FormDialog } from '../kit/form-dialog.tsx'
import { useForm } from './use-form.ts'

/** Password, then the code of the app, then the recovery codes: only then is the second step in force. */
export function EnrolTotp({ onClose }: { onClose: () => void }) {
  const [begun, setBegun] = useState<{ secret: string; qrSvg: string }>()
  const [codes, setCodes] = useState<string[]>()
  const begin = useForm('POST /api/me/totp', { password: '' }, { onDone: setBegun })
  const confirm = useForm(
    'POST /api/me/totp/confirm',
    { code: '' },
    { stale: ['GET /api/me'], onDone: (reply) => setCodes(reply.recoveryCodes) },
  )
  if (codes) return <RecoveryCodes codes={codes} onClose={onClose} />
  if (!begun) {
    return (
      <FormDialog
        title={m.settings_totp_begin()}
        save={m.settings_next()}
        isBusy={begin.isBusy}
        error={begin.errorBesides('password')}
        onSave={() => begin.tell({ body: begin.values })}
        onClose={onClose}
      >
        <TextField
          name={m.settings_password_now()}
          type="password"
          autoComplete="current-password"
          required
          autoFocus
          {...begin.text('password')}
        />
      </FormDialog>
    )
  }
  return (
    <FormDialog
      title={m.settings_totp_begin()}
      save={m.settings_totp_confirm()}
      isBusy={confirm.isBusy}
      error={confirm.errorBesides('code')}
      onSave={() => confirm.tell({ body: confirm.values })}
      onClose={onClose}
    >
      <p className="text-list text-ink2">{m.settings_totp_scan()}</p>
      <img
        alt={m.settings_totp_qr()}
        src={`data:image/svg+xml,${encodeURIComponent(begun.qrSvg)}`}
        className="mx-auto size-44 rounded-[8px] bg-[#ffffff] p-2"
      />
      <p className="text-center font-mono text-small select-all">{begun.secret}</p>
      <TextField
        name={m.settings_totp_code()}
        inputMode="numeric"
        autoComplete="one-time-code"
        required
        autoFocus
        {...confirm.text('code')}
      />
    </FormDialog>
  )
}

function RecoveryCodes({ codes, onClose }: { codes: string[]; onClose: () => void }) {
  const done = (
    <Button look="primary" onClick={onClose}>
      {m.settings_done()}
    </Button>
  )
  return (
    <Dialog title={m.settings_recovery_codes()} isOpen onClose={onClose} footer={done}>
      <p className="mb-3 text-list text-ink2">{m.settings_recovery_codes_words()}</p>
      <ul className="grid grid-cols-2 gap-1.5 font-mono text-list select-all">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
    </Dialog>
  )
}

export function EndTotp({ onClose }: { onClose: () => void }) {
  const form = useForm(
    'POST /api/me/totp/disable',
    { password: '' },
    { stale: ['GET /api/me'], onDone: onClose },
  )
  return (
    <FormDialog
      title={m.settings_totp_end()}
      save={m.settings_totp_end()}
      isBusy={form.isBusy}
      error={form.errorBesides('password')}
      onSave={() => form.tell({ body: form.values })}
      onClose={onClose}
    >
      <TextField
        name={m.settings_password_now()}
        type="password"
        autoComplete="current-password"
        required
        autoFocus
        {...form.text('password')}
      />
    </FormDialog>
  )
}
