import type * as beside from '#answers/beside/contract.ts'
import type * as makeArticle from '#answers/make-article/contract.ts'
import type * as measured from '#answers/measured/contract.ts'
import type * as mailboxes from '#channels/email/contract.ts'
import type * as attachments from '#conversations/attachments-contract.ts'
import type * as bulk from '#conversations/bulk/contract.ts'
import type * as changes from '#conversations/contract-changes.ts'
import type * as checks from '#conversations/checks/contract.ts'
import type * as replyApprovals from '#conversations/reply-approvals/contract.ts'
import type * as firstMail from '#conversations/contract-first-mail.ts'
import type * as writing from '#conversations/contract-writing.ts'
import type * as conversations from '#conversations/contract.ts'
import type * as merging from '#conversations/merging/contract.ts'
import type * as presence from '#conversations/presence/contract.ts'
import type * as requiredReading from '#knowledge/required-reading/contract.ts'
import type * as conversationTasks from '#conversations/tasks/contract.ts'
import type * as promises from '#conversations/promises/contract.ts'
import type * as reasons from '#conversations/reasons/contract.ts'
import type * as templateHistory from '#conversations/templates/history-contract.ts'
import type * as templates from '#conversations/templates/contract.ts'
import type * as views from '#conversations/views/contract.ts'
import type * as vocabulary from '#conversations/vocabulary/contract.ts'
import type * as customers from '#customers/contract.ts'
import type * as fields from '#customers/fields/contract.ts'
import type * as orders from '#customers/orders/contract.ts'
import type * as knowledgeCategories from '#knowledge/categories-contract.ts'
import type * as knowledge from '#knowledge/contract.ts'
import type * as knowledgeFiles from '#knowledge/files-contract.ts'
import type * as imports from '#knowledge/import-export/contract.ts'
import type * as knowledgeTexts from '#knowledge/texts-contract.ts'
import type * as notices from '#notifications/notices/contract.ts'
import type * as webhooks from '#notifications/webhooks/contract.ts'
import type * as apiKeys from '#people/api-keys/contract.ts'
import type * as brands from '#people/brands/contract.ts'
import type * as calendars from '#people/calendars/contract.ts'
import type * as complaints from '#workrules/complaints/contract.ts'
import type * as waiting from '#workrules/waiting/contract.ts'
import type * as escalation from '#workrules/escalation/contract.ts'
import type * as escalationSettings from '#workrules/escalation/contract-settings.ts'
import type * as people from '#people/contract.ts'
import type * as staff from '#people/staff/contract.ts'
import type * as search from '#search/contract.ts'
import type * as approvals from '#workrules/approvals/contract.ts'
import type * as assignment from '#workrules/assignment/contract.ts'
import type * as authority from '#workrules/authority/contract.ts'
import type * as grantFigures from '#workrules/authority/figures-contract.ts'
import type * as flows from '#workrules/flows/contract.ts'
import type * as flowRuns from '#workrules/flows/runs-contract.ts'
import type * as decisions from '#workrules/decisions/contract.ts'
import type * as rules from '#workrules/rules/contract.ts'
import type * as ruleRuns from '#workrules/rules/runs-contract.ts'
import type * as serviceLevels from '#workrules/service-levels/contract.ts'

/** Every contract the screens speak; only their types come into the browser, so zod stays on the server. */
export type Contracts =
  | typeof rules
  | typeof ruleRuns
  | typeof decisions
  | typeof flows
  | typeof flowRuns
  | typeof assignment
  | typeof approvals
  | typeof authority
  | typeof grantFigures
  | typeof beside
  | typeof makeArticle
  | typeof measured
  | typeof attachments
  | typeof bulk
  | typeof changes
  | typeof writing
  | typeof firstMail
  | typeof conversations
  | typeof merging
  | typeof presence
  | typeof views
  | typeof vocabulary
  | typeof templates
  | typeof templateHistory
  | typeof reasons
  | typeof promises
  | typeof conversationTasks
  | typeof requiredReading
  | typeof checks
  | typeof replyApprovals
  | typeof customers
  | typeof fields
  | typeof orders
  | typeof knowledge
  | typeof knowledgeCategories
  | typeof knowledgeFiles
  | typeof knowledgeTexts
  | typeof imports
  | typeof notices
  | typeof webhooks
  | typeof apiKeys
  | typeof brands
  | typeof calendars
  | typeof complaints
  | typeof escalation
  | typeof waiting
  | typeof escalationSettings
  | typeof people
  | typeof staff
  | typeof search
  | typeof serviceLevels
  | typeof mailboxes
