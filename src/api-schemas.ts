import { z } from 'zod'
import * as attachments from '#conversations/attachments-contract.ts'
import * as bulk from '#conversations/bulk/contract.ts'
import * as replyApprovals from '#conversations/reply-approvals/contract.ts'
import * as checks from '#conversations/checks/contract.ts'
import * as conversations from '#conversations/contract.ts'
import * as changes from '#conversations/contract-changes.ts'
import * as writing from '#conversations/contract-writing.ts'
import * as merging from '#conversations/merging/contract.ts'
import * as presence from '#conversations/presence/contract.ts'
import * as promises from '#conversations/promises/contract.ts'
import * as reasons from '#conversations/reasons/contract.ts'
import * as templates from '#conversations/templates/contract.ts'
import * as views from '#conversations/views/contract.ts'
import * as vocabulary from '#conversations/vocabulary/contract.ts'
import * as apiChannel from '#channels/api/contract.ts'
import * as email from '#channels/email/contract.ts'
import * as customers from '#customers/contract.ts'
import * as fields from '#customers/fields/contract.ts'
import * as orders from '#customers/orders/contract.ts'
import * as articles from '#knowledge/contract.ts'
import * as articleCategories from '#knowledge/categories-contract.ts'
import * as articleFiles from '#knowledge/files-contract.ts'
import * as articleExchange from '#knowledge/import-export/contract.ts'
import * as articleTexts from '#knowledge/texts-contract.ts'
import * as feed from '#notifications/feed/contract.ts'
import * as notices from '#notifications/notices/contract.ts'
import * as webhooks from '#notifications/webhooks/contract.ts'
import * as apiKeys from '#people/api-keys/contract.ts'
import * as brands from '#people/brands/contract.ts'
import * as calendars from '#people/calendars/contract.ts'
import * as people from '#people/contract.ts'
import * as conversationTasks from '#conversations/tasks/contract.ts'
import * as requiredReading from '#knowledge/required-reading/contract.ts'
import * as staff from '#people/staff/contract.ts'
import * as search from '#search/contract.ts'
import * as serviceLevels from '#workrules/service-levels/contract.ts'
import * as approvals from '#workrules/approvals/contract.ts'
import * as assignment from '#workrules/assignment/contract.ts'
import * as complaints from '#workrules/complaints/contract.ts'
import * as escalation from '#workrules/escalation/contract.ts'
import * as authority from '#workrules/authority/contract.ts'
import * as grantFigures from '#workrules/authority/figures-contract.ts'
import * as flows from '#workrules/flows/contract.ts'
import * as flowRuns from '#workrules/flows/runs-contract.ts'
import * as rules from '#workrules/rules/contract.ts'

/** Every contract whose nouns the API's description calls by name. */
const contracts = [
  approvals,
  authority,
  grantFigures,
  rules,
  flows,
  flowRuns,
  escalation,
  complaints,
  assignment,
  ...[
    conversations,
    writing,
    changes,
    views,
    vocabulary,
    templates,
    reasons,
    promises,
    conversationTasks,
    requiredReading,
    checks,
    replyApprovals,
    merging,
    bulk,
    presence,
    attachments,
  ],
  ...[articles, articleTexts, articleCategories, articleFiles, articleExchange],
  ...[
    customers,
    fields,
    orders,
    search,
    email,
    apiChannel,
    feed,
    notices,
    webhooks,
    people,
    staff,
    brands,
    calendars,
    serviceLevels,
    apiKeys,
  ],
]

/** The nouns of the API by the names their contracts export them under: conversationPage is ConversationPage. */
export function namedSchemas(): Map<string, z.ZodType> {
  const named = new Map<string, z.ZodType>()
  for (const contract of contracts) {
    for (const [name, value] of Object.entries(contract)) {
      const noun = name.charAt(0).toUpperCase() + name.slice(1)
      if (value instanceof z.ZodObject && !named.has(noun)) named.set(noun, value)
    }
  }
  return named
}
