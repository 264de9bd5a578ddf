export type Candidate = {
  staffId: number
  isAway: boolean
  /** Conversations they have to do, and how many they take at most. */
  load: number
  capacity: number
  /** Empty: every language. */
  languages: readonly string[]
  skills: readonly string[]
  /** When they were last given one, in milliseconds since 1970; never: 0. */
  givenAt: number
}

export const ways = ['turn', 'load', 'same_then_turn', 'same_then_load'] as const
export type Way = (typeof ways)[number]

export type Wanted = {
  way: Way
  language: string | null
  skill: string | null
  /** Who had the customer before. */
  beforeId: number | null
}

/** Who, and what spoke for them. */
export type Choice = { staffId: number; because: 'had_customer' | 'has_most_room' | 'waited_longest' }

/**
 * Who gets a conversation, or nobody: never who is away, has all they can take, does not speak the language or lacks the skill. By turn: who has
 * waited longest for one. By load: who has the largest part of their capacity free.
 */
export function choose(candidates: readonly Candidate[], wanted: Wanted): Choice | undefined {
  const fit = candidates.filter((one) => mayTake(one, wanted))
  const before = fit.find((one) => one.staffId === wanted.beforeId)
  if (before && wanted.way.startsWith('same')) return { staffId: before.staffId, because: 'had_customer' }
  const byLoad = wanted.way.endsWith('load')
  const [first] = fit.toSorted(
    (one, other) =>
      (byLoad ? one.load / one.capacity - other.load / other.capacity : 0) ||
      one.givenAt - other.givenAt ||
      one.staffId - other.staffId,
  )
  return first && { staffId: first.staffId, because: byLoad ? 'has_most_room' : 'waited_longest' }
}

export const isFree = (one: Candidate): boolean => !one.isAway && one.load < one.capacity

/** Whether somebody can be given what is wanted. */
export function mayTake(one: Candidate, { language, skill }: Pick<Wanted, 'language' | 'skill'>): boolean {
  if (!isFree(one)) return false
  if (skill !== null && !one.skills.includes(skill)) return false
  return language === null || one.languages.length === 0 || one.languages.includes(language)
}
