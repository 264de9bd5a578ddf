import {
  type QueryClient,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
  type UseQueryOptions,
} from '@tanstack/react-query'
import {
  ask,
  type EndpointName,
  type Options,
  type Problem,
  type Question,
  type Reply,
  type Statement,
  tell,
} from './api.ts'
import { say } from './kit/toast.tsx'
import { wordsOf } from './kit/words.ts'
import { painted } from './painted.ts'

type QueryExtras<N extends Question> = Omit<UseQueryOptions<Reply<N>, Problem>, 'queryKey' | 'queryFn'>

/** The place of an answer in the cache; a name alone matches all its answers. */
export function keyOf<N extends EndpointName>(name: N, options?: Options<N>): readonly unknown[] {
  return options === undefined ? [name] : [name, options]
}

/** One answer of the desk, kept and refreshed; every screen asks through this. */
export function useAsk<N extends Question>(name: N, options: Options<N>, extras?: QueryExtras<N>) {
  return useQuery<Reply<N>, Problem>({
    queryKey: keyOf(name, options),
    queryFn: async () => {
      await painted()
      return (ask as (name: N, options: Options<N>) => Promise<Reply<N>>)(name, options)
    },
    ...extras,
  })
}

type Paged = { items: unknown[]; nextCursor: string | null }
type PagedQuestion = { [N in Question]: Reply<N> extends Paged ? N : never }[Question]
type ItemOf<N extends PagedQuestion> = Reply<N> extends { items: (infer Item)[] } ? Item : never

/** A list that goes on as long as there is more. */
export function useAskPages<N extends PagedQuestion>(
  name: N,
  options: Options<N>,
  extras: { enabled?: boolean; limit?: number } = {},
) {
  const loose = options as { query?: Record<string, unknown> }
  const pages = useInfiniteQuery({
    queryKey: [name, options, 'pages'],
    initialPageParam: undefined as string | undefined,
    enabled: extras.enabled ?? true,
    queryFn: async ({ pageParam }) => {
      await painted()
      return (ask as (name: N, options: unknown) => Promise<Reply<N> & Paged>)(name, {
        ...loose,
        query: {
          ...loose.query,
          ...(extras.limit ? { limit: extras.limit } : {}),
          ...(pageParam ? { cursor: pageParam } : {}),
        },
      })
    },
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  })
  const items = (pages.data?.pages.flatMap((page) => page.items) ?? []) as ItemOf<N>[]
  return { ...pages, items }
}

/** A statement to the desk; what it makes stale is asked again, and a refusal is said in a toast unless the caller takes it. */
export function useTell<N extends Statement>(
  name: N,
  options: {
    stale?: readonly (Question | readonly unknown[])[]
    onDone?: (reply: Reply<N>, sent: Options<N>) => void
    onRefused?: (problem: Problem, sent: Options<N>) => boolean | void
  } = {},
) {
  const client = useQueryClient()
  return useMutation<Reply<N>, Problem, Options<N>>({
    mutationFn: (sent) => (tell as (name: N, options: Options<N>) => Promise<Reply<N>>)(name, sent),
    onSuccess: (reply, sent) => {
      forget(client, options.stale ?? [])
      options.onDone?.(reply, sent)
    },
    onError: (problem, sent) => {
      if (options.onRefused?.(problem, sent) !== true) say({ text: wordsOf(problem), tone: 'shu' })
    },
  })
}

/** Marks answers as stale, so that those on a screen are asked again. */
export function forget(client: QueryClient, stale: readonly (Question | readonly unknown[])[]): void {
  for (const one of stale) {
    void client.invalidateQueries({ queryKey: typeof one === 'string' ? [one] : one })
  }
}
