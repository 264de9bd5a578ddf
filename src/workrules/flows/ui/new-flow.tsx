import { useRef, useState } from 'react'
import { useAsk, useTell } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { Dialog } from '#agent/kit/dialog.tsx'
import { m } from '#texts'
import { readExported } from './exported.ts'

/** Makes a flow: from a ready-made one, from a file, or from nothing. */
export default function NewFlow({
  brandId,
  onMade,
  onClose,
}: {
  brandId: number
  onMade: (id: number) => void
  onClose: () => void
}) {
  const file = useRef<HTMLInputElement>(null)
  const [mistake, setMistake] = useState('')
  const ready = useAsk('GET /api/ready-flows', {}, { staleTime: Infinity }).data?.items ?? []
  const make = useTell('POST /api/flows', { stale: ['GET /api/flows'], onDone: ({ id }) => onMade(id) })
  const read = async (chosen: File | undefined) => {
    const exported = readExported(await (chosen?.text() ?? ''))
    if (!exported) return setMistake(m.flows_not_a_flow())
    make.mutate({ body: { brandId, name: exported.name, from: { graph: exported.graph } } })
  }
  const footer = (
    <>
      <input
        ref={file}
        type="file"
        hidden
        accept="application/json"
        aria-label={m.flows_import()}
        onChange={({ target }) => void read(target.files?.[0])}
      />
      <Button onClick={() => file.current?.click()}>{m.flows_import()}</Button>
      <Button look="primary" isBusy={make.isPending} onClick={() => make.mutate({ body: { brandId } })}>
        {m.flows_from_nothing()}
      </Button>
    </>
  )
  return (
    <Dialog title={m.flows_new()} isOpen onClose={onClose} footer={footer} width={560}>
      <p className="mb-3 text-list text-ink2">{m.flows_choose_ready()}</p>
      <ul className="grid gap-2">
        {ready.map((one) => (
          <li key={one.key}>
            <button
              type="button"
              className="w-full rounded-[9px] border border-line px-3.5 py-2.5 hover:bg-mat"
              disabled={make.isPending}
              onClick={() => make.mutate({ body: { brandId, from: { ready: one.key } } })}
            >
              <span className="font-medium">{one.name}</span>{' '}
              <span className="ml-2 text-small text-ink3">{m.flows_steps({ count: one.steps })}</span>
              <span className="mt-0.5 block text-small text-ink2">{one.about}</span>
            </button>
          </li>
        ))}
      </ul>
      {mistake && (
        <p role="alert" className="mt-3 text-small text-shu">
          {mistake}
        </p>
      )}
    </Dialog>
  )
}
