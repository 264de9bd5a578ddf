import { useTell } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { Dialog } from '#agent/kit/dialog.tsx'
import { m } from '#texts'
import type { CalendarShown } from '../contract.ts'

export function DeleteCalendar({ calendar, onClose }: { calendar: CalendarShown; onClose: () => void }) {
  const leave = useTell('DELETE /api/calendars/{id}', { stale: ['GET /api/calendars'], onDone: onClose })
  return (
    <Dialog
      title={m.calendars_delete_title({ name: calendar.name })}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{m.settings_cancel()}</Button>
          <Button
            look="danger"
            isBusy={leave.isPending}
            onClick={() => leave.mutate({ params: { id: calendar.id } })}
          >
            {m.settings_delete()}
          </Button>
        </>
      }
    >
      <p>{calendar.isDefault ? m.calendars_delete_default() : m.calendars_delete_other()}</p>
    </Dialog>
  )
}
