import { type ComponentType, lazy } from 'react'
import { m } from '#texts'

type Role = 'admin' | 'supervisor' | 'agent' | 'read_only'
type Page = { page: string; name: () => string; least: Role; screen: ComponentType }
export type Group = { name: () => string; pages: Page[] }

export const rank: Record<Role, number> = { read_only: 0, agent: 1, supervisor: 2, admin: 3 }

/** Every page of the settings: mine, the team's, the channels', the words', and those for machines. */
export const groups: Group[] = [
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
