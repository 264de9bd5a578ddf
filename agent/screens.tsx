import type { QueryClient } from '@tanstack/react-query'
import { createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { InboxScreen } from '../src/conversations/ui/inbox-screen.tsx'
import { readAnswersSearch } from '../src/answers/ui/searches.ts'
import { readArticleSearch, readListSearch } from '../src/knowledge/ui/searches.ts'
import { ask } from './api.ts'
import { desk, root } from './desk-route.tsx'
import { workScreens } from './work-screens.ts'

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)

// Every screen of the desk and its address. What is not the inbox comes when it is asked for.
const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/inbox/$view', params: { view: 'mine' } })
  },
})

const inbox = createRoute({
  getParentRoute: () => desk,
  path: '/inbox/$view',
  component: InboxScreen,
})
const conversation = createRoute({
  getParentRoute: () => inbox,
  path: '/$id',
  validateSearch: (search: Record<string, unknown>): { message?: string } => {
    const message = text(search['message'])
    return message ? { message } : {}
  },
  component: () => null,
})
/** A conversation by its number alone, as it stands in mails to staff and in bookmarks. */
const byNumber = createRoute({
  getParentRoute: () => root,
  path: '/conversations/$id',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/inbox/$view/$id', params: { view: 'all', id: params.id } })
  },
})

const search = createRoute({
  getParentRoute: () => desk,
  path: '/search',
  validateSearch: (search: Record<string, unknown>): { q?: string } => {
    const q = search['q'] === undefined ? undefined : text(String(search['q']))
    return q ? { q } : {}
  },
  component: lazyRouteComponent(() => import('../src/search/ui/search-screen.tsx'), 'SearchScreen'),
})
const customers = createRoute({
  getParentRoute: () => desk,
  path: '/customers',
  component: lazyRouteComponent(() => import('../src/customers/ui/customers-screen.tsx'), 'CustomersScreen'),
})
const customer = createRoute({
  getParentRoute: () => desk,
  path: '/customers/$id',
  component: lazyRouteComponent(() => import('../src/customers/ui/customer-screen.tsx'), 'CustomerScreen'),
})
const knowledge = createRoute({
  getParentRoute: () => desk,
  path: '/knowledge',
  validateSearch: readListSearch,
  component: lazyRouteComponent(() => import('../src/knowledge/ui/knowledge-screen.tsx'), 'KnowledgeScreen'),
})
const article = createRoute({
  getParentRoute: () => desk,
  path: '/knowledge/$id',
  validateSearch: readArticleSearch,
  component: lazyRouteComponent(() => import('../src/knowledge/ui/article-screen.tsx'), 'ArticleScreen'),
})
const answers = createRoute({
  getParentRoute: () => desk,
  path: '/answers',
  validateSearch: readAnswersSearch,
  component: lazyRouteComponent(() => import('../src/answers/ui/answers-screen.tsx'), 'AnswersScreen'),
})
const settingsHome = createRoute({
  getParentRoute: () => desk,
  path: '/settings',
  beforeLoad: () => {
    throw redirect({ to: '/settings/$page', params: { page: 'me' } })
  },
})
const settings = createRoute({
  getParentRoute: () => desk,
  path: '/settings/$page',
  component: lazyRouteComponent(() => import('./settings-screen/settings-screen.tsx'), 'SettingsScreen'),
})

const links = () => import('../src/people/ui/link-screens.tsx')
const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { next?: string } => {
    const next = text(search['next'])
    // Only our own paths: a link must not be able to send people elsewhere after they have signed in.
    return next?.startsWith('/') && !next.startsWith('//') ? { next } : {}
  },
  component: lazyRouteComponent(() => import('../src/people/ui/sign-in-screen.tsx'), 'SignInScreen'),
})
const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  beforeLoad: async () => {
    if ((await ask('GET /api/setup')).isSetUp) throw redirect({ to: '/sign-in' })
  },
  component: lazyRouteComponent(() => import('../src/people/ui/setup-screen.tsx'), 'SetupScreen'),
})
const forgotten = createRoute({
  getParentRoute: () => root,
  path: '/forgotten',
  component: lazyRouteComponent(links, 'ForgottenScreen'),
})
const reset = createRoute({
  getParentRoute: () => root,
  path: '/password-reset/$token',
  component: lazyRouteComponent(links, 'ResetScreen'),
})
const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation/$token',
  component: lazyRouteComponent(links, 'InvitationScreen'),
})

const tree = root.addChildren([
  home,
  byNumber,
  signIn,
  setup,
  forgotten,
  reset,
  invitation,
  desk.addChildren([
    inbox.addChildren([conversation]),
    search,
    customers,
    customer,
    knowledge,
    article,
    answers,
    ...workScreens,
    settingsHome,
    settings,
  ]),
])

export function openRouter(client: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { client },
    defaultPreload: 'intent',
    scrollRestoration: false,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof openRouter>
  }
}
