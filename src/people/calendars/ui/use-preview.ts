import { useEffect, useState } from 'react'
import { Problem, tell } from '#agent/api.ts'
import { wordsOf } from '#agent/kit/words.ts'
import type { Preview } from '../contract.ts'
import type { Draft } from './draft.ts'

const typingPause = 350

/** What a calendar would mean, asked of the desk a moment after each change; what it refuses is said instead, and the last answer stays. */
export function usePreview({ name: _, isDefault: __, teamIds: ___, channels: ____, ...hours }: Draft) {
  const [preview, setPreview] = useState<Preview>()
  const [mistake, setMistake] = useState<string>()
  const body = JSON.stringify(hours)
  useEffect(() => {
    let isOver = false
    const timer = setTimeout(() => {
      tell('POST /api/calendars/preview', { body: JSON.parse(body) }).then(
        (answer) => {
          if (isOver) return
          setPreview(answer)
          setMistake(undefined)
        },
        (problem) => {
          if (!isOver) setMistake(problem instanceof Problem ? wordsOf(problem) : undefined)
        },
      )
    }, typingPause)
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [body])
  return { preview, mistake }
}
