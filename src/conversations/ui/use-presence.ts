import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { tell } from '#agent/api.ts'
import { keyOf, useAsk } from '#agent/ask.ts'
import { painted } from '#agent/painted.ts'

import type { Reply } from '#agent/api.ts'

export type Present = Reply<'GET /api/conversations/{id}/presence'>['others'][number]

// One name for this tab; two tabs of a person are two who look, and only leave together when both are closed.
const connection = crypto.randomUUID()

/** Says that I look (and whether I write), every ten seconds while the page is in sight, and tells who else does. */
export function usePresence(id: number, isWriting: boolean): Present[] {
  const client = useQueryClient()
  const key = keyOf('GET /api/conversations/{id}/presence', { params: { id } })
  const writing = useRef(isWriting)
  writing.current = isWriting
  const others = useAsk('GET /api/conversations/{id}/presence', { params: { id } }, { staleTime: 30_000 })
    .data?.others
  useEffect(() => {
    const params = { id }
    let isLeft = false
    const announce = () => {
      if (isLeft || document.visibilityState !== 'visible') return
      tell('PUT /api/conversations/{id}/presence', {
        params,
        body: { connection, isWriting: writing.current },
      }).then(
        (presence) => client.setQueryData(key, presence),
        () => {},
      )
    }
    void painted().then(announce)
    const timer = setInterval(announce, 10_000)
    return () => {
      isLeft = true
      clearInterval(timer)
      const leave = () => tell('DELETE /api/conversations/{id}/presence', { params, query: { connection } })
      painted()
        .then(leave)
        .catch(() => {})
    }
    // The key is made anew with each render and says the same.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [client, id, isWriting])
  return others ?? []
}
