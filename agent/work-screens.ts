import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { readReadingsSearch } from '../src/knowledge/required-reading/ui/searches.ts'
import { readTasksSearch } from '../src/conversations/tasks/ui/searches.ts'
import { readEscalationsSearch } from '../src/workrules/escalation/ui/searches.ts'
import { readComplaintsSearch } from '../src/workrules/complaints/ui/searches.ts'
import { readPromisesSearch } from '../src/conversations/promises/ui/searches.ts'
import { readReplyApprovalsSearch } from '../src/conversations/reply-approvals/ui/searches.ts'
import { readApprovalsSearch } from '../src/workrules/approvals/ui/searches.ts'
import { readFlowsSearch } from '../src/workrules/flows/ui/searches.ts'
import { desk } from './desk-route.tsx'

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

/** What the team works by besides the inbox: what was promised, asked, handed up, approved and read. */
export const workScreens = [
  promises,
  tasks,
  escalations,
  approvals,
  approval,
  flows,
  flow,
  replyApprovals,
  complaints,
  readings,
] as const
