import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { Problem, tell } from '#agent/api.ts'
import { keyOf } from '#agent/ask.ts'
import { say } from '#agent/kit/toast.tsx'
import { wordsOf as problemWords } from '#agent/kit/words.ts'
import { useMe } from '#agent/me.ts'
import type { Locale } from '#platform/locale.ts'
import { m } from '#texts'
import type { Article, ArticleText } from './words.ts'

/** What is written in one language. */
export type Words = { title: string; html: string; keywords: string[] }
type Theirs = Words & { revision: number; editedBy: { name: string } | null; editedAt: string }
/** Two have written at once: what both began with, and what each made of it. */
export type Conflict = { base: Words; mine: Words; theirs: Theirs }
type Saving = 'kept' | 'typed' | 'keeping' | 'failed' | undefined
export type Writing = ReturnType<typeof useWriting>

const nothing: Words = { title: '', html: '', keywords: [] }
const wordsIn = (text: ArticleText | null): Words =>
  text ? { title: text.title, html: text.html, keywords: text.keywords } : nothing
const isSame = (a: Words, b: Words) =>
  a.title === b.title && a.html === b.html && a.keywords.join('\n') === b.keywords.join('\n')

/**
 * One language of an article while it is written: saved by itself a moment after each pause, always on the revision that was seen.
 * Has somebody else saved meanwhile, nothing is overwritten: both texts are shown. What others save while nothing is typed appears.
 */
export function useWriting(article: Article, locale: Locale) {
  const client = useQueryClient()
  const me = useMe()
  const text = article.texts[locale]
  const [words, setWords] = useState(() => wordsIn(text))
  const [saving, setSaving] = useState<Saving>()
  const [conflict, setConflict] = useState<Conflict>()
  // Rises when the editor has to show something else than what was typed into it.
  const [round, setRound] = useState(0)
  const latest = useRef(words)
  const base = useRef({ ...words, revision: text?.revision ?? 0 })
  const underWay = useRef<Promise<void>>(undefined)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const isStuck = useRef(false)

  const put = (next: Words, isShown: boolean) => {
    latest.current = next
    setWords(next)
    if (isShown) setRound((count) => count + 1)
  }
  const save = async () => {
    const sent = latest.current
    setSaving('keeping')
    try {
      const reply = await tell('PUT /api/articles/{id}/texts/{locale}', {
        params: { id: article.id, locale },
        body: { ...sent, title: sent.title.trim(), revision: base.current.revision },
      })
      base.current = { ...sent, revision: reply.texts[locale]?.revision ?? 0 }
      setSaving(isSame(latest.current, sent) ? 'kept' : 'typed')
      await show(reply)
    } catch (error) {
      fail(error, sent)
    }
  }
  const show = async (reply: Article) => {
    const key = keyOf('GET /api/articles/{id}', { params: { id: article.id } })
    await client.cancelQueries({ queryKey: key })
    client.setQueryData(key, reply)
    void client.invalidateQueries({ queryKey: ['GET /api/articles'] })
  }
  const fail = (error: unknown, sent: Words) => {
    if (!(error instanceof Problem)) throw error
    setSaving('failed')
    const theirs = error.more['theirs'] as Theirs | undefined
    if (error.code === 'article_changed' && theirs) {
      isStuck.current = true
      setConflict({ base: base.current, mine: sent, theirs })
      return
    }
    // What did not arrive is sent again; what was refused stays refused until it is changed.
    if (error.status === 0 || error.status >= 500) timer.current = setTimeout(() => void flush(), 5_000)
    else say({ text: problemWords(error), tone: 'shu' })
  }
  const flush = async (): Promise<boolean> => {
    clearTimeout(timer.current)
    await underWay.current
    if (isStuck.current) return false
    if (isSame(latest.current, base.current)) return true
    underWay.current = save()
    await underWay.current
    underWay.current = undefined
    return isSame(latest.current, base.current)
  }
  const adopt = (next: Words, revision: number) => {
    base.current = { ...next, revision }
    put(next, true)
    setSaving(undefined)
  }
  const newest = useRef(flush)
  newest.current = flush

  useEffect(() => {
    if (!text || text.revision <= base.current.revision || underWay.current || isStuck.current) return
    if (!isSame(latest.current, base.current)) return
    adopt(wordsIn(text), text.revision)
    if (text.editedBy && text.editedBy.id !== me?.id)
      say({ text: m.knowledge_seen_change({ name: text.editedBy.name }) })
    // Only another revision is news.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [text?.revision])
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (isSame(latest.current, base.current)) return
      void newest.current()
      event.preventDefault()
    }
    addEventListener('beforeunload', warn)
    return () => {
      removeEventListener('beforeunload', warn)
      void newest.current()
    }
  }, [])

  return {
    locale,
    text,
    words,
    round,
    saving,
    conflict,
    change(some: Partial<Words>) {
      put({ ...latest.current, ...some }, false)
      setSaving('typed')
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void newest.current(), 900)
    },
    /** Begins the language, empty or with what stands in the other. */
    async begin(from?: Words) {
      put(from ?? nothing, true)
      underWay.current = save()
      await underWay.current
      underWay.current = undefined
    },
    /** Saves what is not saved yet; the revision that stands then, or nothing when it could not be saved. */
    async settle(): Promise<number | undefined> {
      return (await flush()) ? base.current.revision : undefined
    },
    /** Goes on with what was made of both texts. */
    resolve(merged: Words) {
      if (!conflict) return
      const { title, html, keywords, revision } = conflict.theirs
      base.current = { title, html, keywords, revision }
      isStuck.current = false
      setConflict(undefined)
      put(merged, true)
      void newest.current()
    },
    show,
  }
}
