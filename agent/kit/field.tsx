import { type ComponentProps, type ReactNode, useId } from 'react'
import { cx } from './classes.ts'
import { Icon } from './icon.tsx'

export const inputLook =
  'h-8 w-full min-w-0 rounded-[7px] border border-line bg-paper px-2.5 text-list text-ink disabled:opacity-60 max-phone:h-11 max-phone:text-title aria-invalid:border-shu'

/** A question of a form: its name, what is typed, and what is wrong with it. */
export function Field({
  name,
  hint,
  error,
  children,
}: {
  name: string
  hint?: ReactNode
  error?: string | undefined
  children: (ids: {
    id: string
    'aria-describedby': string
    'aria-invalid': boolean | undefined
  }) => ReactNode
}) {
  const id = useId()
  return (
    <div className="grid content-start gap-1">
      <label htmlFor={id} className="text-small font-semibold text-ink2">
        {name}
      </label>
      {children({ id, 'aria-describedby': `${id}-hint`, 'aria-invalid': error ? true : undefined })}
      <div id={`${id}-hint`} className={cx('hint text-small', error ? 'text-shu' : 'text-ink3')}>
        {error ?? hint}
      </div>
    </div>
  )
}

type Question = {
  /** What is asked, as people read it. */
  name: string
  /** What it is called in the form. */
  field?: string
  hint?: ReactNode
  error?: string | undefined
}

/** A field of one line, the usual case. */
export function TextField({
  name,
  field,
  hint,
  error,
  ...input
}: Question & Omit<ComponentProps<'input'>, 'name'>) {
  return (
    <Field name={name} hint={hint} error={error}>
      {(ids) => <input {...input} {...ids} name={field} className={cx(inputLook, input.className)} />}
    </Field>
  )
}

export function TextArea({
  name,
  field,
  hint,
  error,
  ...input
}: Question & Omit<ComponentProps<'textarea'>, 'name'>) {
  return (
    <Field name={name} hint={hint} error={error}>
      {(ids) => (
        <textarea
          {...input}
          {...ids}
          name={field}
          className={cx(inputLook, 'h-auto py-2 leading-[1.65] max-phone:h-auto', input.className)}
        />
      )}
    </Field>
  )
}

export function Select({
  name,
  field,
  hint,
  error,
  choices,
  ...select
}: Question & { choices: readonly { value: string; name: string }[] } & Omit<
    ComponentProps<'select'>,
    'name'
  >) {
  return (
    <Field name={name} hint={hint} error={error}>
      {(ids) => (
        <span className="relative block">
          <select {...select} {...ids} name={field} className={cx(inputLook, 'appearance-none pr-8')}>
            {choices.map((choice) => (
              <option key={choice.value} value={choice.value}>
                {choice.name}
              </option>
            ))}
          </select>
          <span className="pointer-events-none absolute inset-y-0 right-2.5 grid place-items-center text-ink3">
            <Icon name="down" />
          </span>
        </span>
      )}
    </Field>
  )
}

export function Check({ name, hint, ...input }: { name: string; hint?: string } & ComponentProps<'input'>) {
  return (
    <label className="flex items-start gap-2.5 max-phone:min-h-11 max-phone:items-center">
      <input
        type="checkbox"
        {...input}
        className="mt-[3px] size-3.5 shrink-0 accent-(--ai) max-phone:size-5"
      />
      <span>
        {name}
        {hint && <span className="block text-small text-ink3">{hint}</span>}
      </span>
    </label>
  )
}
