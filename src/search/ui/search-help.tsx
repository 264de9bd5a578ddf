import { m } from '#texts'

/** What can be typed into the search, by example. */
export function SearchHelp() {
  const rows = [
    [m.search_how_words(), m.search_how_words_say()],
    [m.search_how_from(), m.search_how_from_say()],
    [m.search_how_tag(), m.search_how_tag_say()],
    [m.search_how_after(), m.search_how_after_say()],
    [m.search_how_has(), m.search_how_has_say()],
  ]
  return (
    <dl className="mx-auto grid max-w-[640px] grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-2 px-6 text-small max-phone:grid-cols-1 max-phone:gap-y-0.5">
      {rows.map(([example, words]) => (
        <div key={example} className="contents max-phone:mb-2 max-phone:block">
          <dt>
            <code className="rounded-[4px] bg-mat px-1.5 py-0.5 font-mono whitespace-nowrap">{example}</code>
          </dt>
          <dd className="text-ink2 max-phone:mt-1">{words}</dd>
        </div>
      ))}
    </dl>
  )
}
