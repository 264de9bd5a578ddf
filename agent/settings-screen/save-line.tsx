import { m } from '#texts'
import { Button } from '../kit/button.tsx'

/** The end of a form that stays open: save, and that it was. */
export function SaveLine({
  isBusy,
  isSaved,
  error,
}: {
  isBusy: boolean
  isSaved: boolean
  error?: string | undefined
}) {
  return (
    <div className="mt-6 flex items-center gap-3 border-t border-line pt-4">
      <Button look="primary" type="submit" isBusy={isBusy}>
        {m.settings_save()}
      </Button>
      <p role="status" className="text-small text-ink2">
        {isSaved && m.settings_bot_saved()}
      </p>
      {error && (
        <p role="alert" className="text-small text-shu">
          {error}
        </p>
      )}
    </div>
  )
}
