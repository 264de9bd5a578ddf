import { m } from '#texts'

/** Where a brand's chat stands before it is in its shop. */
export function TryChat({ slug }: { slug: string }) {
  return (
    <p className="text-list">
      <a className="underline" href={`/widget/${slug}/try`} target="_blank" rel="noreferrer">
        {m.settings_try_chat()}
      </a>
    </p>
  )
}
