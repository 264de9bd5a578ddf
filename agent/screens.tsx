import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Link,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { m } from '#texts'
import { readReadingsSearch } from '../src/knowledge/required-reading/ui/searches.ts'
import { readTasksSearch } from '../src/conversations/tasks/ui/searches.ts'
import { readEscalationsSearch } from '../src/workrules/escalation/ui/searches.ts'
import { readComplaintsSearch } from '../src/workrules/complaints/ui/searches.ts'
import { readPromisesSearch } from '../src/conversations/promises/ui/searches.ts'
import { readReplyApprovalsSearch } from '../src/conversations/reply-approvals/ui/searches.ts'
import { InboxScreen } from '../src/conversations/ui/inbox-screen.tsx'
import { readApprovalsSearch } from '../src/workrules/approvals/ui/searches.ts'
import { readAnswersSearch } from '../src/answers/ui/searches.ts'
import { readFlowsSearch } from '../src/workrules/flows/ui/searches.ts'
import { readArticleSearch, readListSearch } from '../src/knowledge/ui/searches.ts'
import { ask, Problem } from './api.ts'
import { keyOf } from './ask.ts'
import { EmptyState, ErrorState } from './kit/states.tsx'
import { Shell } from './shell/shell.tsx'

/** Every screen of the desk and its address. What is not the inbox comes when it is asked for. */
const root = createRootRouteWithContext<{ client: QueryClient }>()({
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

const desk = createRoute({
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

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)

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
const promises = createRoute({
  getParentRoute: () => desk,
  path: '/promises',
  validateSearch: readPromisesSearch,
  component: lazyRouteComponent(
    () => import('../src/conversations/promises/ui/promises-screen.tsx'),
    'PromisesScreen',
  ),
})
const tasks = createRoute({
  getParentRoute: () => desk,
  path: '/tasks',
  validateSearch: readTasksSearch,
  component: lazyRouteComponent(
    () => import('../src/conversations/tasks/ui/tasks-screen.tsx'),
    'TasksScreen',
  ),
})
const escalations = createRoute({
  getParentRoute: () => desk,
  path: '/escalations',
  validateSearch: readEscalationsSearch,
  component: lazyRouteComponent(
    () => import('../src/workrules/escalation/ui/escalations-screen.tsx'),
    'EscalationsScreen',
  ),
})
const approvals = createRoute({
  getParentRoute: () => desk,
  path: '/approvals',
  validateSearch: readApprovalsSearch,
  component: lazyRouteComponent(
    () => import('../src/workrules/approvals/ui/approvals-screen.tsx'),
    'ApprovalsScreen',
  ),
})
const approval = createRoute({
  getParentRoute: () => desk,
  path: '/approvals/$id',
  component: lazyRouteComponent(
    () => import('../src/workrules/approvals/ui/approval-screen.tsx'),
    'ApprovalScreen',
  ),
})
const flows = createRoute({
  getParentRoute: () => desk,
  path: '/flows',
  validateSearch: readFlowsSearch,
  component: lazyRouteComponent(() => import('../src/workrules/flows/ui/flows-screen.tsx'), 'FlowsScreen'),
})
const flow = createRoute({
  getParentRoute: () => desk,
  path: '/flows/$id',
  component: lazyRouteComponent(
    () => import('../src/workrules/flows/ui/editor/flow-editor.tsx'),
    'FlowEditor',
  ),
})
const replyApprovals = createRoute({
  getParentRoute: () => desk,
  path: '/reply-approvals',
  validateSearch: readReplyApprovalsSearch,
  component: lazyRouteComponent(
    () => import('../src/conversations/reply-approvals/ui/reply-approvals-screen.tsx'),
    'ReplyApprovalsScreen',
  ),
})
const complaints = createRoute({
  getParentRoute: () => desk,
  path: '/complaints',
  validateSearch: readComplaintsSearch,
  component: lazyRouteComponent(
    () => import('../src/workrules/complaints/ui/complaints-screen.tsx'),
    'ComplaintsScreen',
  ),
})
const readings = createRoute({
  getParentRoute: () => desk,
  path: '/readings',
  validateSearch: readReadingsSearch,
  component: lazyRouteComponent(
    () => import('../src/knowledge/required-reading/ui/readings-screen.tsx'),
    'ReadingsScreen',
  ),
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
    promises,
    tasks,
    readings,
    escalations,
    approvals,
    approval,
    flows,
    flow,
    replyApprovals,
    complaints,
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
