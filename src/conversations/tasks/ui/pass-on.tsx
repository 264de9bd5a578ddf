import { Check } from '#agent/kit/field.tsx'
import { sizeOf } from '#agent/kit/time.ts'
import { m } from '#texts'
import type { Message } from '../../contract.ts'
import type { Uploads } from '../../ui/composer/use-uploads.ts'

/** Files of the conversation that go along, and new ones: each by its own tick, none by itself. */
export function PassOn({
  messages,
  passed,
  onChange,
  uploads,
}: {
  messages: readonly Message[]
  passed: readonly number[]
  onChange: (ids: number[]) => void
  uploads: Uploads
}) {
  const files = messages.flatMap((one) => one.attachments)
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1 text-small font-semibold text-ink2">{m.tasks_files()}</legend>
      {files.map((file) => (
        <Check
          key={file.id}
          name={`${file.name} · ${sizeOf(file.size)}`}
          checked={passed.includes(file.id)}
          onChange={(event) =>
            onChange(event.target.checked ? [...passed, file.id] : passed.filter((one) => one !== file.id))
          }
        />
      ))}
      <label className="flex h-8 w-fit cursor-pointer items-center rounded-[7px] border border-line px-3 text-list focus-within:outline-2 focus-within:outline-ai max-phone:h-11">
        {m.tasks_add_file()}
        <input
          type="file"
          className="sr-only"
          onChange={(event) => {
            const [chosen] = event.target.files ?? []
            event.target.value = ''
            if (chosen) void uploads.send(chosen, false)
          }}
        />
      </label>
    </fieldset>
  )
}

/** The customer's last words, as they stand in a mail that quotes them. */
export function quoteOf(messages: readonly Message[]): string {
  const last = messages.findLast((one) => one.direction === 'in' && one.kind === 'message')
  if (!last?.text.trim()) return ''
  return last.text
    .trim()
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n')
}
