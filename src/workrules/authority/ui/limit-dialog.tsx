import { useState } from 'react'
import { useAsk } from '#agent/ask.ts'
import { Check, Select, TextField } from '#agent/kit/field.tsx'
import { say } from '#agent/kit/toast.tsx'
import { FormDialog } from '#agent/kit/form-dialog.tsx'
import { useForm } from '#agent/settings-screen/use-form.ts'
import { m } from '#texts'
import type { Authority, Kind, LimitWish } from '../contract.ts'
import { roleName } from './roles.ts'
import { kindName } from './words.ts'

type Props = { authority: Authority; role: LimitWish['role']; kind: Kind; onClose: () => void }

/** One limit: what a role may give of a kind, in one case and in a month. */
export function LimitDialog({ authority, role, kind, onClose }: Props) {
  const limit = authority.limits.find((one) => one.role === role && one.kind === kind)
  const isException = role === 'exceptions'
  const [isOn, setOn] = useState(limit !== undefined)
  const chains = useAsk('GET /api/approval-chains', { query: { brandId: authority.brandId } }).data?.items
  const form = useForm(
    'PUT /api/authority',
    {
      perCase: limit?.perCase ?? '',
      perMonth: limit?.perMonth ?? '',
      isShared: limit?.isShared ?? false,
      chainId: limit?.chainId ?? null,
    },
    {
      stale: ['GET /api/authority', 'GET /api/my-authority'],
      onDone: () => {
        say({ text: m.authority_saved() })
        onClose()
      },
    },
  )
  const { perCase, perMonth, isShared, chainId } = form.values
  const others = authority.limits.filter((one) => one !== limit)
  const at = `limits.${others.length}`
  const save = () => {
    const wish: LimitWish = {
      role,
      kind,
      perCase: perCase.trim() || null,
      perMonth: perMonth.trim() || null,
      isShared: isShared && !isException,
      chainId: isException ? (chainId ?? chains?.[0]?.id ?? null) : null,
    }
    form.tell({ body: { ...authority, limits: isOn ? [...others, wish] : others } })
  }
  return (
    <FormDialog
      title={m.authority_change_limit({ kind: kindName(kind), role: roleName(role) })}
      isBusy={form.isBusy}
      error={form.errorBesides(`${at}.perCase`, `${at}.perMonth`)}
      onSave={save}
      onClose={onClose}
    >
      <Check
        name={isException ? m.authority_may_approve() : m.authority_may_give()}
        checked={isOn}
        onChange={(event) => setOn(event.target.checked)}
      />
      {isOn && (
        <>
          <TextField
            name={m.authority_per_case()}
            hint={m.authority_empty_unbounded()}
            inputMode="decimal"
            {...form.text('perCase')}
            error={form.errorAt(`${at}.perCase`)}
          />
          <TextField
            name={m.authority_per_month()}
            hint={m.authority_empty_unbounded()}
            inputMode="decimal"
            {...form.text('perMonth')}
            error={form.errorAt(`${at}.perMonth`)}
          />
          {isException ? (
            <Select
              name={m.authority_chain()}
              value={String(chainId ?? chains?.[0]?.id ?? '')}
              onChange={(event) => form.set('chainId', Number(event.target.value) || null)}
              choices={(chains ?? []).map((one) => ({ value: String(one.id), name: one.name }))}
              hint={chains?.length === 0 ? m.authority_chain_none() : undefined}
            />
          ) : (
            <Check
              name={m.authority_is_shared()}
              checked={isShared}
              onChange={(event) => form.set('isShared', event.target.checked)}
            />
          )}
        </>
      )}
    </FormDialog>
  )
}
