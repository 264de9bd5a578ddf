import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { type ComponentType, lazy, Suspense } from 'react'
import { m } from '#texts'
import { cx } from '../kit/classes.ts'
import { inputLook } from '../kit/field.tsx'
import { Icon } from '../kit/icon.tsx'
import { EmptyState, Skeleton } from '../kit/states.tsx'
import { useMe } from '../me.ts'
import { AskedFirst } from './ask-first.tsx'

type Role = 'admin' | 'supervisor' | 'agent' | 'read_only'
type Page = { page: string; name: () => string; least: Role; screen: ComponentType }
type Group = { name: () => string; pages: Page[] }

const rank: Record<Role, number> = { read_only: 0, agent: 1, supervisor: 2, admin: 3 }

/** Every page of the settings: mine, the team's, the channels', the words', and those for machines. */
const groups: Group[] = [
  {
    name: m.settings_group_me,
    pages: [
      { page: 'me', name: m.settings_me, least: 'read_only', screen: lazy(() => import('./me-page.tsx')) },
      {
        page: 'security',
        name: m.settings_security,
        least: 'read_only',
        screen: lazy(() => import('./security-page.tsx')),
      },
    ],
  },
  {
    name: m.settings_group_people,
    pages: [
      {
        page: 'staff',
        name: m.settings_staff,
        least: 'supervisor',
        screen: lazy(() => import('./staff-page.tsx')),
      },
      {
        page: 'teams',
        name: m.settings_teams,
        least: 'admin',
        screen: lazy(() => import('./teams-page.tsx')),
      },
      {
        page: 'audit',
        name: m.settings_audit,
        least: 'admin',
        screen: lazy(() => import('./audit-page.tsx')),
      },
    ],
  },
  {
    name: m.settings_group_channels,
    pages: [
      {
        page: 'brands',
        name: m.settings_brands,
        least: 'admin',
        screen: lazy(() => import('./brands-page.tsx')),
      },
      {
        page: 'calendars',
        name: m.calendars_title,
        least: 'supervisor',
        screen: lazy(() => import('../../src/people/calendars/ui/calendars-page.tsx')),
      },
      {
        page: 'service-levels',
        name: m.service_levels_title,
        least: 'supervisor',
        screen: lazy(() => import('../../src/workrules/service-levels/ui/service-levels-page.tsx')),
      },
      {
        page: 'acknowledgement',
        name: m.settings_ack,
        least: 'admin',
        screen: lazy(() => import('./acknowledgement-page.tsx')),
      },
      {
        page: 'bot',
        name: m.settings_bot,
        least: 'admin',
        screen: lazy(() => import('./bot-page.tsx')),
      },
      {
        page: 'mailboxes',
        name: m.settings_mailboxes,
        least: 'admin',
        screen: lazy(() => import('./mailboxes-page.tsx')),
      },
      {
        page: 'quarantine',
        name: m.settings_quarantine,
        least: 'supervisor',
        screen: lazy(() => import('./quarantine-page.tsx')),
      },
    ],
  },
  {
    name: m.rules_group,
    pages: [
      {
        page: 'rules',
        name: m.rules_title,
        least: 'supervisor',
        screen: lazy(() => import('../../src/workrules/rules/ui/rules-page.tsx')),
      },
      {
        page: 'flows',
        name: m.flows_title,
        least: 'supervisor',
        screen: lazy(() => import('../../src/workrules/flows/ui/flow-list.tsx')),
      },
      {
        page: 'escalation',
        name: m.escalation_settings,
        least: 'supervisor',
        screen: lazy(() => import('../../src/workrules/escalation/ui/escalation-page.tsx')),
      },
      {
        page: 'complaints',
        name: m.complaints_settings,
        least: 'supervisor',
        screen: lazy(() => import('../../src/workrules/complaints/ui/complaint-words-page.tsx')),
      },
      {
        page: 'assignment',
        name: m.assignment_title,
        least: 'supervisor',
        screen: lazy(() => import('../../src/workrules/assignment/ui/assignment-page.tsx')),
      },
      {
        page: 'authority',
        name: m.authority_page,
        least: 'supervisor',
        screen: lazy(() => import('../../src/workrules/authority/ui/authority-page.tsx')),
      },
      {
        page: 'approval-chains',
        name: m.authority_chains,
        least: 'agent',
        screen: lazy(() => import('../../src/workrules/approvals/ui/chains-page.tsx')),
      },
    ],
  },
  {
    name: m.settings_group_words,
    pages: [
      {
        page: 'templates',
        name: m.settings_templates,
        least: 'agent',
        screen: lazy(() => import('./templates-page.tsx')),
      },
      {
        page: 'reply-checks',
        name: m.checks_title,
        least: 'supervisor',
        screen: lazy(() => import('../../src/conversations/checks/ui/checks-page.tsx')),
      },
      {
        page: 'reply-approvals',
        name: m.reply_approvals_title,
        least: 'supervisor',
        screen: lazy(() => import('../../src/conversations/reply-approvals/ui/needs-page.tsx')),
      },
      {
        page: 'reasons',
        name: m.settings_reasons,
        least: 'supervisor',
        screen: lazy(() => import('./reasons-page.tsx')),
      },
      {
        page: 'fields',
        name: m.fields_page,
        least: 'supervisor',
        screen: lazy(() => import('../../src/customers/fields/ui/fields-page.tsx')),
      },
      {
        page: 'tags',
        name: m.settings_tags,
        least: 'supervisor',
        screen: lazy(() => import('./tags-page.tsx')),
      },
    ],
  },
  {
    name: m.knowledge_group,
    pages: [
      {
        page: 'categories',
        name: m.knowledge_categories,
        least: 'supervisor',
        screen: lazy(() => import('../../src/knowledge/ui/settings/categories-page.tsx')),
      },
      {
        page: 'synonyms',
        name: m.knowledge_synonyms,
        least: 'agent',
        screen: lazy(() => import('../../src/knowledge/ui/settings/synonyms-page.tsx')),
      },
      {
        page: 'imports',
        name: m.knowledge_imports,
        least: 'supervisor',
        screen: lazy(() => import('../../src/knowledge/ui/settings/imports-page.tsx')),
      },
    ],
  },
  {
    name: m.settings_group_machines,
    pages: [
      {
        page: 'keys',
        name: m.settings_keys,
        least: 'read_only',
        screen: lazy(() => import('./keys-page.tsx')),
      },
      {
        page: 'webhooks',
        name: m.settings_webhooks,
        least: 'admin',
        screen: lazy(() => import('./webhooks-page.tsx')),
      },
    ],
  },
]

export function SettingsScreen() {
  const me = useMe()
  const { page } = useParams({ strict: false })
  const role = me?.role ?? 'read_only'
  const open = groups
    .map((group) => ({ ...group, pages: group.pages.filter((one) => rank[role] >= rank[one.least]) }))
    .filter((group) => group.pages.length > 0)
  const shown = open.flatMap((group) => group.pages).find((one) => one.page === page)
  return (
    <div className="grid h-full grid-cols-[200px_minmax(0,1fr)] border-l border-line bg-paper max-phone:grid-cols-1 max-phone:grid-rows-[auto_minmax(0,1fr)] max-phone:border-l-0">
      <PlaceChoice groups={open} page={shown?.page} />
      <nav
        aria-label={m.agent_settings()}
        className="overflow-y-auto border-r border-line px-3 py-4 max-phone:hidden"
      >
        {open.map((group) => (
          <div key={group.name()} className="mb-3">
            <h2 className="mx-2 mb-1 text-micro font-semibold text-ink3">{group.name()}</h2>
            {group.pages.map((one) => (
              <Link
                key={one.page}
                to="/settings/$page"
                params={{ page: one.page }}
                className={cx(
                  'flex min-h-[30px] items-center rounded-[6px] px-2 whitespace-nowrap text-ink2 hover:text-ink',
                  'data-[status=active]:bg-mat data-[status=active]:font-semibold data-[status=active]:text-ink',
                )}
              >
                {one.name()}
              </Link>
            ))}
          </div>
        ))}
      </nav>
      <main className="overflow-y-auto">
        <div className="mx-auto max-w-[720px] px-8 py-7 max-phone:px-4 max-phone:py-4">
          <Suspense fallback={<Skeleton className="h-40" />}>
            {shown ? <shown.screen /> : <EmptyState title={m.agent_no_such_page()} />}
          </Suspense>
          <AskedFirst />
        </div>
      </main>
    </div>
  )
}

/** On a phone the pages are chosen from one list, since beside each other they do not fit. */
function PlaceChoice({ groups, page }: { groups: Group[]; page: string | undefined }) {
  const go = useNavigate()
  return (
    <div className="relative border-b border-line px-4 py-2 phone:hidden">
      <select
        aria-label={m.agent_settings()}
        value={page ?? ''}
        onChange={(event) => void go({ to: '/settings/$page', params: { page: event.target.value } })}
        className={cx(inputLook, 'appearance-none pr-8 font-semibold')}
      >
        {groups.map((group) => (
          <optgroup key={group.name()} label={group.name()}>
            {group.pages.map((one) => (
              <option key={one.page} value={one.page}>
                {one.name()}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      <span className="pointer-events-none absolute inset-y-0 right-7 grid place-items-center text-ink3">
        <Icon name="down" />
      </span>
    </div>
  )
}
