import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, Link, Outlet, redirect } from '@tanstack/react-router'
import { m } from '#texts'
import { ask, Problem } from './api.ts'
import { keyOf } from './ask.ts'
import { EmptyState, ErrorState } from './kit/states.tsx'
import { Shell } from './shell/shell.tsx'

/** Above every screen. */
export const root = createRootRouteWithContext<{ client: QueryClient }>()({
  component: Outlet,
  errorComponent: ({ error, reset }) => {
    if (!(error instanceof Problem)) console.error(error)
    return <ErrorState error={error} onRetry={reset} />
  },
  notFoundComponent: () => (
    <EmptyState title={m.agent_no_such_page()}>
      <Link to="/" className="text-ai underline underline-offset-2 max-phone:inline-block max-phone:p-3">
        {m.agent_to_inbox()}
      </Link>
    </EmptyState>
  ),
})

/** Above every screen of those who have signed in. */
export const desk = createRoute({
  getParentRoute: () => root,
  id: 'desk',
  component: Shell,
  beforeLoad: async ({ context, location }) => {
    try {
      await context.client.ensureQueryData({
        queryKey: keyOf('GET /api/me', {}),
        queryFn: () => ask('GET /api/me'),
        retry: false,
      })
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 401) throw error
      const setup = await ask('GET /api/setup')
      if (!setup.isSetUp) throw redirect({ to: '/setup' })
      throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { next: location.href } })
    }
  },
})
