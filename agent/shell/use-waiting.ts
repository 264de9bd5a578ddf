import { useAsk } from '../ask.ts'

/** How much waits for me besides conversations; asked again when something happens to it. */
export function useWaiting() {
  return useAsk('GET /api/waiting', {}, { staleTime: 5_000 }).data
}
