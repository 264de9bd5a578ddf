import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Me } from '#people/contract.ts'
import { keyOf, useAsk, useTell } from './ask.ts'
import { keepTimeIn } from './kit/time.ts'
import { dress, speak } from './settings.ts'

/** Who is signed in; undefined while nobody is known. */
export function useMe(): Me | undefined {
  return useAsk('GET /api/me', {}, { staleTime: 60_000, retry: false }).data
}

/** Whether whoever is signed in leads others: an administrator or a supervisor. */
export function useLeads(): boolean {
  const role = useMe()?.role
  return role === 'admin' || role === 'supervisor'
}

/** Language and theme belong to the person: what the desk knows wins over what this browser remembers. */
export function useMySettings(me: Me | undefined): void {
  const locale = me?.locale
  const theme = me?.theme
  // Before anything below is drawn with it.
  if (me) keepTimeIn(me.timeZone)
  useEffect(() => {
    if (locale) speak(locale)
    if (theme) dress(theme)
  }, [locale, theme])
}

/** Changes what is mine, shown before the desk has answered. */
export function useChangeMe() {
  const client = useQueryClient()
  const key = keyOf('GET /api/me', {})
  const telling = useTell('PATCH /api/me', { onDone: (me) => client.setQueryData(key, me) })
  return (body: NonNullable<Parameters<typeof telling.mutate>[0]['body']>) => {
    if (body.locale) speak(body.locale)
    if (body.theme) dress(body.theme)
    telling.mutate({ body })
  }
}
