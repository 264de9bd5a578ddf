import { m } from '#texts'
import type { Mailbox } from '#channels/email/contract.ts'
import { Select, TextField } from '../kit/field.tsx'
import { useMe } from '../me.ts'
import { FormDialog } from '../kit/form-dialog.tsx'
import { useForm } from './use-form.ts'

type Security = 'tls' | 'starttls' | 'none'
const stale = ['GET /api/mailboxes'] as const

const initialOf = (mailbox: Mailbox | undefined, brandId: number) => ({
  brandId: String(mailbox?.brandId ?? brandId),
  address: mailbox?.address ?? '',
  name: mailbox?.name ?? '',
  receivesBy: (mailbox?.receivesBy ?? 'smtp') as 'smtp' | 'imap',
  imapHost: mailbox?.imap?.host ?? '',
  imapPort: String(mailbox?.imap?.port ?? 993),
  imapSecurity: (mailbox?.imap?.security ?? 'tls') as Security,
  imapUser: mailbox?.imap?.user ?? '',
  imapPassword: '',
  afterIntake: (mailbox?.afterIntake ?? 'seen') as Mailbox['afterIntake'],
  moveTo: mailbox?.moveTo ?? '',
  smtpHost: mailbox?.smtp?.host ?? '',
  smtpPort: String(mailbox?.smtp?.port ?? 587),
  smtpSecurity: (mailbox?.smtp?.security ?? 'starttls') as Security,
  smtpUser: mailbox?.smtp?.user ?? '',
  smtpPassword: '',
  outgoingCharset: (mailbox?.outgoingCharset ?? 'utf-8') as Mailbox['outgoingCharset'],
  undoSeconds: String(mailbox?.undoSeconds ?? 10),
})
type Values = ReturnType<typeof initialOf>

/** How mail comes to a mailbox and how it leaves. A password left empty stays as it is. */
export function MailboxDialog({ mailbox, onClose }: { mailbox: Mailbox | undefined; onClose: () => void }) {
  const me = useMe()
  const initial = initialOf(mailbox, me?.brands[0]?.id ?? 0)
  const create = useForm('POST /api/mailboxes', initial, { stale, onDone: onClose })
  const change = useForm('PATCH /api/mailboxes/{id}', initial, { stale, onDone: onClose })
  const form = mailbox ? change : create
  const v = form.values
  const save = () => {
    if (mailbox) change.tell({ params: { id: mailbox.id }, body: bodyOf(v) })
    else create.tell({ body: { ...bodyOf(v), brandId: Number(v.brandId), address: v.address } })
  }
  const text = form.text
  const two = 'grid grid-cols-2 gap-4 max-phone:grid-cols-1'
  return (
    <FormDialog
      title={mailbox?.address ?? m.settings_mailbox_new()}
      width={620}
      isBusy={form.isBusy}
      error={form.errorBesides('address', 'name')}
      onSave={save}
      onClose={onClose}
    >
      <div className={two}>
        {!mailbox && (
          <TextField name={m.settings_address()} type="email" required autoFocus {...text('address')} />
        )}
        {!mailbox && (
          <Select
            name={m.settings_brand()}
            choices={(me?.brands ?? []).map((one) => ({ value: String(one.id), name: one.name }))}
            {...text('brandId')}
          />
        )}
        <TextField name={m.settings_sender_name()} {...text('name')} />
        <Select
          name={m.settings_receives_by()}
          choices={[
            { value: 'smtp', name: m.settings_mailbox_own_smtp() },
            { value: 'imap', name: 'IMAP' },
          ]}
          {...text('receivesBy')}
        />
      </div>
      {v.receivesBy === 'imap' && (
        <fieldset className={two}>
          <legend className="mb-2 text-small font-semibold text-ink2">IMAP</legend>
          <Server text={text} set="imap" />
          <Select
            name={m.settings_after_intake()}
            choices={[
              { value: 'seen', name: m.settings_after_seen() },
              { value: 'move', name: m.settings_after_move() },
              { value: 'leave', name: m.settings_after_leave() },
            ]}
            {...text('afterIntake')}
          />
          {v.afterIntake === 'move' && <TextField name={m.settings_move_to()} required {...text('moveTo')} />}
        </fieldset>
      )}
      <fieldset className={two}>
        <legend className="mb-2 text-small font-semibold text-ink2">{m.settings_outgoing()}</legend>
        <Server text={text} set="smtp" />
        <Select
          name={m.settings_charset()}
          hint={m.settings_charset_hint()}
          choices={[
            { value: 'utf-8', name: 'UTF-8' },
            { value: 'iso-2022-jp', name: 'ISO-2022-JP' },
          ]}
          {...text('outgoingCharset')}
        />
        <TextField name={m.settings_undo_seconds()} type="number" min={0} max={30} {...text('undoSeconds')} />
      </fieldset>
    </FormDialog>
  )
}

type Wiring = (key: keyof Values) => {
  value: string
  onChange: (event: { target: { value: string } }) => void
  error: string | undefined
}

function Server({ text, set }: { text: Wiring; set: 'imap' | 'smtp' }) {
  const securities = [
    { value: 'tls', name: 'TLS' },
    { value: 'starttls', name: 'STARTTLS' },
    { value: 'none', name: m.settings_security_none() },
  ]
  const hint = set === 'smtp' ? m.settings_smtp_hint() : undefined
  return (
    <>
      <TextField name={m.settings_host()} hint={hint} required={set === 'imap'} {...text(`${set}Host`)} />
      <div className="grid grid-cols-[88px_1fr] gap-3">
        <TextField name={m.settings_port()} type="number" min={1} max={65_535} {...text(`${set}Port`)} />
        <Select name={m.settings_encryption()} choices={securities} {...text(`${set}Security`)} />
      </div>
      <TextField name={m.settings_user()} autoComplete="off" {...text(`${set}User`)} />
      <TextField
        name={m.settings_password()}
        type="password"
        autoComplete="new-password"
        hint={m.settings_password_kept()}
        {...text(`${set}Password`)}
      />
    </>
  )
}

function bodyOf(v: Values) {
  const imap =
    v.receivesBy === 'imap'
      ? {
          host: v.imapHost,
          port: Number(v.imapPort),
          security: v.imapSecurity,
          user: v.imapUser,
          folder: 'INBOX',
        }
      : null
  const smtp = v.smtpHost
    ? { host: v.smtpHost, port: Number(v.smtpPort), security: v.smtpSecurity, user: v.smtpUser }
    : null
  return {
    name: v.name,
    receivesBy: v.receivesBy,
    imap,
    smtp,
    afterIntake: v.afterIntake,
    moveTo: v.moveTo || null,
    outgoingCharset: v.outgoingCharset,
    undoSeconds: Number(v.undoSeconds),
    secrets: {
      ...(v.imapPassword ? { imapPassword: v.imapPassword } : {}),
      ...(v.smtpPassword ? { smtpPassword: v.smtpPassword } : {}),
    },
  }
}
