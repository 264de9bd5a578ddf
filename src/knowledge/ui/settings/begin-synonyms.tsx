import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { tell } from '#agent/api.ts'
import { forget } from '#agent/ask.ts'
import { Button } from '#agent/kit/button.tsx'
import { say } from '#agent/kit/toast.tsx'
import { wordsOf } from '#agent/kit/words.ts'
import { m } from '#texts'
import { commonSynonyms } from './common-synonyms.ts'

/** Offered to a brand that has no synonyms yet: those of most shops, each to be changed or deleted afterwards. */
export function BeginSynonyms({ brandId }: { brandId: number }) {
  const client = useQueryClient()
  const [isBusy, setBusy] = useState(false)
  const add = async () => {
    setBusy(true)
    try {
      // One after the other, so that they stand in the order in which they were thought of.
      for (const words of commonSynonyms)
        await tell('POST /api/synonyms', { body: { brandId, words: [...words] } })
    } catch (error) {
      say({ text: wordsOf(error), tone: 'shu' })
    }
    setBusy(false)
    forget(client, ['GET /api/synonyms'])
  }
  return (
    <div className="mt-4 grid justify-items-start gap-2">
      <p className="text-list text-ink2">{m.knowledge_synonyms_begin_about()}</p>
      <Button isBusy={isBusy} onClick={() => void add()}>
        {m.knowledge_synonyms_begin()}
      </Button>
    </div>
  )
}
