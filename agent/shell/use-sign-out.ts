import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTell } from '../ask.ts'

/** The way out: nothing that was read stays in this page. */
export function useSignOut(): () => void {
  const navigate = useNavigate()
  const client = useQueryClient()
  const signOut = useTell('POST /api/sign-out', {
    onDone: () => {
      client.clear()
      void navigate({ to: '/sign-in' })
    },
  })
  return () => signOut.mutate({ body: { everywhere: false } })
}
