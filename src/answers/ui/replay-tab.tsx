import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Options, Reply } from '#agent/api.ts'
import { useAsk } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { Check, Select } from '#agent/kit/field.tsx'
import { EmptyState, ErrorState, Skeleton } from '#agent/kit/states.tsx'
import { dayOf } from '#agent/kit/time.ts'
import { m } from '#texts'
import { Table } from './figures-table.tsx'

type Wish = Omit<NonNullable<Options<'GET /api/answers/replay'>['query']>, 'brandId'>
type Replay = Reply<'GET /api/answers/replay'>
type Change = Replay['changes'][number]

/** Another setting over past questions: how many would be decided otherwise, and which. */
export function ReplayTab({ brandId }: { brandId: number }) {
  const [wish, setWish] = useState<Wish>({ certainty: 'bold', curve: 'own', synonyms: '1', of: 'bot' })
  const [asked, setAsked] = useState<Wish>()
  const replay = useAsk(
    'GET /api/answers/replay',
    { query: { brandId, ...(asked ?? wish) } },
    { enabled: asked !== undefined, staleTime: 60_000, retry: false },
  )
  const some = (part: Partial<Wish>) => setWish({ ...wish, ...part })
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
      <p className="max-w-[80ch] text-list text-ink2">{m.answers_replay_intro()}</p>
      <form
        className="flex flex-wrap items-end gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          setAsked(wish)
        }}
      >
        <Select
          name={m.answers_replay_of()}
          value={wish.of ?? 'bot'}
          choices={[
            { value: 'bot', name: m.answers_replay_of_bot() },
            { value: 'conversations', name: m.answers_replay_of_conversations() },
          ]}
          onChange={({ target }) => some({ of: target.value === 'bot' ? 'bot' : 'conversations' })}
        />
        <Select
          name={m.answers_replay_certainty()}
          value={wish.certainty}
          choices={certainties.map((value) => ({ value, name: certaintyName(value) }))}
          onChange={({ target }) => {
            const certainty = certainties.find((one) => one === target.value)
            if (certainty) some({ certainty })
          }}
        />
        <Select
          name={m.answers_replay_curve()}
          value={wish.curve ?? 'own'}
          choices={[
            { value: 'own', name: m.answers_replay_curve_own() },
            { value: 'general', name: m.answers_replay_curve_general() },
          ]}
          onChange={({ target }) => some({ curve: target.value === 'own' ? 'own' : 'general' })}
        />
        <div className="pb-[5px]">
          <Check
            name={m.answers_replay_synonyms()}
            checked={wish.synonyms === '1'}
            onChange={({ target }) => some({ synonyms: target.checked ? '1' : '0' })}
          />
        </div>
        <div className="pb-0.5">
          <Button look="primary" type="submit" isBusy={replay.isFetching}>
            {m.answers_replay_run()}
          </Button>
        </div>
      </form>
      {replay.error && <ErrorState error={replay.error} onRetry={() => void replay.refetch()} />}
      {replay.isFetching && !replay.data && <Skeleton className="h-40" />}
      {replay.data && asked && <Outcome replay={replay.data} />}
    </div>
  )
}

const certainties = ['careful', 'usual', 'bold'] as const
const kinds = ['answer', 'ask', 'hand_over'] as const

function Outcome({ replay }: { replay: Replay }) {
  const { questions, asIs, other, changes } = replay
  if (questions === 0)
    return (
      <div className="h-32">
        <EmptyState title={m.answers_replay_none()} />
      </div>
    )
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6" aria-live="polite">
      <Table
        name={m.answers_replay()}
        head={[
          m.answers_replay_questions({ count: questions }),
          m.answers_replay_as_is(),
          m.answers_replay_other(),
          m.answers_replay_difference(),
        ]}
        rows={kinds.map((kind) => ({
          key: kind,
          cells: [decisionName(kind), asIs[kind], other[kind], signed(other[kind] - asIs[kind])],
        }))}
      />
      <section>
        <h2 className="mb-2 text-read">
          {changes.length > 0 ? m.answers_replay_changes({ count: changes.length }) : m.answers_replay_same()}
        </h2>
        <ul>
          {changes.map((change) => (
            <li key={`${change.conversationId} ${change.at}`} className="border-t border-line py-2.5">
              <Link
                to="/inbox/$view/$id"
                params={{ view: 'all', id: String(change.conversationId) }}
                className="line-clamp-2 text-list font-medium hover:underline"
              >
                {change.question}
              </Link>
              <p className="mt-0.5 text-small text-ink2">
                {decidedWords(change.asIs)} → <strong>{decidedWords(change.other)}</strong>
              </p>
              <p className="text-[11px] text-ink3">
                {[dayOf(change.at), change.outcome && outcomeWords(change.outcome)]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            </li>
          ))}
        </ul>
      </section>
    </div>
  )
}

const signed = (difference: number) => (difference > 0 ? `+${difference}` : String(difference))

const decidedWords = ({ kind, title, confidence }: Change['asIs']): string =>
  [`${decisionName(kind)} ${Math.round(confidence * 100)}%`, title].filter(Boolean).join(' · ')

const decisionName = (kind: (typeof kinds)[number]): string =>
  ({
    answer: m.answers_decision_answer,
    ask: m.answers_decision_ask,
    hand_over: m.answers_decision_hand_over,
  })[kind]()

const certaintyName = (certainty: (typeof certainties)[number]): string =>
  ({
    careful: m.answers_certainty_careful,
    usual: m.answers_certainty_usual,
    bold: m.answers_certainty_bold,
  })[certainty]()

const outcomeWords = (outcome: NonNullable<Change['outcome']>): string =>
  ({
    helped: m.answers_figure_helped,
    asked_further: m.answers_figure_asked_further,
    handed_over: m.answers_figure_handed_over,
    came_back: m.answers_figure_came_back,
  })[outcome]()
