import { m } from '#texts'
import { useAllActions } from '../actions.ts'
import { Dialog } from '../kit/dialog.tsx'
import { Kbd } from '../kit/kbd.tsx'

/** Every key that does something on this screen. */
export default function KeySheet({ onClose }: { onClose: () => void }) {
  const actions = useAllActions().filter((action) => action.keys)
  const groups = [...new Set(actions.map((action) => action.group))]
  return (
    <Dialog title={m.agent_key_sheet()} isOpen onClose={onClose} width={720}>
      {/* Reached by the Tab key, so that arrows scroll it where it is longer than the screen. */}
      <div tabIndex={0} className="columns-2 gap-8 max-phone:columns-1">
        {groups.map((group) => (
          <section key={group} className="mb-4 break-inside-avoid">
            <h3 className="mb-1.5 text-[11px] font-semibold text-ink3">{group}</h3>
            {[
              ...new Map(actions.filter((one) => one.group === group).map((one) => [one.id, one])).values(),
            ].map((action) => (
              <div key={action.id} className="flex min-h-7 items-center gap-3 border-b border-line">
                <span className="flex-1 truncate">{action.name}</span>
                {action.keys?.split(/, ?/).map((keys) => (
                  <Kbd key={keys} keys={keys} />
                ))}
              </div>
            ))}
          </section>
        ))}
      </div>
    </Dialog>
  )
}
