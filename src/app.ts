import type { FastifyInstance } from 'fastify'
import { besideRoutes } from '#answers/beside/routes.ts'
import { makeArticleRoutes } from '#answers/make-article/routes.ts'
import { measuredRoutes } from '#answers/measured/routes.ts'
import { openReasonModels } from '#answers/reasons/models.ts'
import { greeting } from '#answers/talk/greeting.ts'
import { apiChannelRoutes } from '#channels/api/routes.ts'
import { contactFormRoutes } from '#channels/contact-form/routes.ts'
import { emailRoutes } from '#channels/email/routes.ts'
import { webChatRoutes } from '#channels/web-chat/routes.ts'
import { attachmentRoutes } from '#conversations/attachments-routes.ts'
import { replyApprovalRoutes } from '#conversations/reply-approvals/routes.ts'
import { conversationRoutes } from '#conversations/routes.ts'
import { fieldRoutes } from '#customers/fields/routes.ts'
import { orderRoutes } from '#customers/orders/routes.ts'
import { customerRoutes } from '#customers/routes.ts'
import { helpCentreRoutes } from '#knowledge/help-centre/routes.ts'
import { knowledgeRoutes } from '#knowledge/routes.ts'
import { liveRoutes } from '#notifications/agent-socket.ts'
import { feedRoutes } from '#notifications/feed/routes.ts'
import { noticeRoutes } from '#notifications/notices/routes.ts'
import { webhookRoutes } from '#notifications/webhooks/routes.ts'
import { identify } from '#people/identify.ts'
import { peopleRoutes } from '#people/routes.ts'
import { healthRoutes } from '#platform/health/routes.ts'
import { openHttp } from '#platform/http.ts'
import { serviceLevelRoutes } from '#workrules/service-levels/routes.ts'
import { describeApi } from '#platform/api-docs/routes.ts'
import { searchRoutes } from '#search/routes.ts'
import { approvalRoutes } from '#workrules/approvals/routes.ts'
import { assignmentRoutes } from '#workrules/assignment/routes.ts'
import { sendApprovedRestatement } from '#workrules/complaints/restate-approved.ts'
import { complaintRoutes } from '#workrules/complaints/routes.ts'
import { escalationRoutes } from '#workrules/escalation/routes.ts'
import { waitingRoutes } from '#workrules/waiting/routes.ts'
import { settleGrant } from '#workrules/authority/end.ts'
import { authorityRoutes } from '#workrules/authority/routes.ts'
import { flowRoutes } from '#workrules/flows/routes.ts'
import { decisionRoutes } from '#workrules/decisions/routes.ts'
import { ruleRoutes } from '#workrules/rules/routes.ts'
import { namedSchemas } from './api-schemas.ts'
import type { Desk } from './desk.ts'
import { serveScreens } from './screens.ts'

/** Every route of the desk. */
export async function openApp(
  desk: Desk,
  options: { trustProxy?: boolean | number | string } = {},
): Promise<FastifyInstance> {
  const app = await openHttp({
    db: desk.db,
    log: desk.log,
    identify: (request) => identify(desk.db, request),
    ...options,
  })
  healthRoutes(app)
  peopleRoutes(app, desk)
  conversationRoutes(app, desk)
  replyApprovalRoutes(app, { restatement: sendApprovedRestatement(desk) })
  attachmentRoutes(app, desk)
  customerRoutes(app)
  searchRoutes(app)
  orderRoutes(app)
  fieldRoutes(app)
  knowledgeRoutes(app, desk)
  noticeRoutes(app)
  feedRoutes(app)
  webhookRoutes(app, desk)
  liveRoutes(app, desk)
  emailRoutes(app, desk)
  webChatRoutes(app, desk, greeting(desk))
  apiChannelRoutes(app, desk)
  await contactFormRoutes(app, desk)
  await helpCentreRoutes(app, desk, desk.library)
  const reasons = openReasonModels(desk.db, desk.live)
  app.addHook('onClose', async () => reasons.stop())
  besideRoutes(app, { ...desk, reasons })
  makeArticleRoutes(app, desk)
  measuredRoutes(app, desk)
  ruleRoutes(app)
  decisionRoutes(app)
  flowRoutes(app)
  escalationRoutes(app)
  waitingRoutes(app)
  complaintRoutes(app, desk)
  assignmentRoutes(app)
  approvalRoutes(app, settleGrant)
  authorityRoutes(app)
  serviceLevelRoutes(app)
  describeApi(app, { ...desk, named: namedSchemas() })
  await serveScreens(app)
  return app
}
