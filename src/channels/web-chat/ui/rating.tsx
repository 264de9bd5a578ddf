/** @jsxImportSource preact */
import type { Texts } from './fill.ts'

/** Five steps in words; numbers alone say nothing to a screen reader. */
export function Rating({
  t,
  score,
  onRate,
}: {
  t: Texts
  score: number | null
  onRate(score: number): void
}) {
  return (
    <div class="ask">
      <p id="rate">{score === null ? t.rate : t.rated}</p>
      <div class="scores" role="group" aria-labelledby="rate">
        {t.rating.map((word, at) => (
          <button key={word} aria-label={word} aria-pressed={score === at + 1} onClick={() => onRate(at + 1)}>
            {at + 1}
          </button>
        ))}
      </div>
      <p class="ends" aria-hidden="true">
        <span>{t.rating[0]}</span>
        <span>{t.rating[4]}</span>
      </p>
    </div>
  )
}
