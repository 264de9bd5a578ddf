import { judgeAnswers } from '#answers/measured/judge.ts'
import { openModels } from '#answers/models.ts'
import { learnReasons } from '#answers/reasons/learn-reasons-task.ts'
import { openReasonModels } from '#answers/reasons/models.ts'
import { acknowledge } from '#answers/talk/acknowledge.ts'
import { answerQuestion } from '#answers/talk/answer-question.ts'
import { type SendingJob, sendOut } from '#channels/outgoing.ts'
import { checkSender } from '#channels/email/check-sender.ts'
import type { Outcome } from '#channels/channel.ts'
import { outcomeOf } from '#channels/email/delivery-outcome.ts'
import { mailSender } from '#channels/email/send-mail.ts'
import { sendTaskMail } from '#channels/email/task-mail/send-task-mail.ts'
import { senders } from '#channels/index.ts'
import { mailTranscript } from '#channels/web-chat/mail-transcript.ts'
import { mailUnread } from '#channels/web-chat/mail-unread.ts'
import { continueBulkChange } from '#conversations/bulk/continue-bulk-change.ts'
import { handOver } from '#conversations/hand-over.ts'
import { watchPromise } from '#conversations/promises/watch.ts'
import { watchTask } from '#conversations/tasks/watch.ts'
import { wakeConversation } from '#conversations/snooze.ts'
import { mailOwnPage } from '#knowledge/help-centre/mine/mail-link.ts'
import { runImport } from '#knowledge/import-export/run-import.ts'
import { askAnew } from '#knowledge/required-reading/ask-anew.ts'
import { keepAppliedManuals } from '#knowledge/required-reading/applied-manuals.ts'
import { watchReading } from '#knowledge/required-reading/watch-reading.ts'
import { publishScheduled } from '#knowledge/publish.ts'
import { noticeTasks } from '#notifications/notices/notify.ts'
import { deliverWebhook } from '#notifications/webhooks/deliver.ts'
import { sendInvitation, sendPasswordReset } from '#people/sign-in/mail-links.ts'
import { mailApprover, mailApprovers } from '#workrules/approvals/mail-approvers.ts'
import { tendApproval, tendApprovals } from '#workrules/approvals/tend.ts'
import { settleGrant } from '#workrules/authority/end.ts'
import { offerWaiting } from '#workrules/assignment/offer-waiting.ts'
import { reckonBrand, reckonClocks } from '#workrules/service-levels/reckon-clocks.ts'
import { ringAlarms } from '#workrules/service-levels/ring-alarms.ts'
import type { Task, Tasks } from '#platform/jobs.ts'
import type { RecordedEvent } from '#platform/outbox.ts'
import { sendSystemMail } from '#platform/system-mail.ts'
import { raiseAsked } from '#workrules/escalation/raise-asked.ts'
import { followEscalation } from '#workrules/escalation/follow.ts'
import { takeBackRestatement } from '#workrules/complaints/take-back.ts'
import { watchEscalation } from '#workrules/escalation/watch.ts'
import { beginChosenFlow } from '#workrules/flows/begin-chosen.ts'
import { flowTimePassed, stopFlow, wakeFlow, walkFlow } from '#workrules/flows/wake.ts'
import { followRenamedTag } from '#workrules/rules/follow-renamed-tag.ts'
import { holdRules } from '#workrules/rules/held.ts'
import { runRules } from '#workrules/rules/run-rules.ts'
import { stopBrokenRules } from '#workrules/rules/stop-what-is-gone.ts'
import { beginRuleTimers, ruleTimePassed, setRuleTimers } from '#workrules/rules/time-passed.ts'
import type { Desk } from './desk.ts'
import { tidyUp } from './schedule.ts'

type SystemMail = { to: string; subject: string; text: string }

/** Every kind of job this desk knows how to do. */
export function tasksOf(desk: Desk): Tasks {
  const sendingBy = senders(desk)
  const { email: mail } = sendingBy
  const sendMessage: Task = (payload) => sendOut(desk.db, sendingBy, payload as SendingJob)
  const send = (mail: SystemMail) => sendSystemMail(desk, mail)
  const models = openModels(desk.db, desk.models, desk.log)
  const talking = { ...desk, ...models, reasons: openReasonModels(desk.db, desk.live) }
  const rules = holdRules()
  const sendAndSay = (mail: SystemMail): Promise<Outcome> =>
    send(mail).then(
      (isSent) => (isSent ? { state: 'sent' } : { state: 'failed', reason: 'no_route' }),
      outcomeOf,
    )
  return {
    'tidy-up': tidyUp(desk),
    'ring-alarms': ringAlarms(desk),
    'reckon-clocks': reckonClocks(desk),
    'reckon-brand': reckonBrand(desk),
    'send-message': sendMessage,
    'mail-unread-chat': (payload) =>
      mailUnread(desk, mail, payload as { brandId: number; conversationId: number }),
    'mail-transcript': (payload) => mailTranscript(desk, sendAndSay, payload as RecordedEvent),
    'check-sender': checkSender(desk),
    'wake-conversation': (payload) =>
      wakeConversation(desk.db, payload as { brandId: number; conversationId: number }),
    'watch-promise': (payload) => watchPromise(desk.db, payload as { brandId: number; id: number }),
    'send-task-mail': sendTaskMail(desk, mailSender(desk)),
    'watch-task': (payload) => watchTask(desk.db, payload as { brandId: number; id: number }),
    'watch-escalation': (payload) => watchEscalation(desk.db, payload as { brandId: number; id: number }),
    'follow-escalation': (payload) => followEscalation(desk.db, payload as RecordedEvent),
    'raise-asked': (payload) => raiseAsked(desk.db, payload as RecordedEvent),
    'take-back-restatement': (payload) => takeBackRestatement(desk.db, payload as RecordedEvent),
    'continue-bulk-change': (payload) =>
      continueBulkChange(desk.db, payload as { brandId: number; id: number }),
    'tend-approval': (payload) =>
      tendApproval(desk.db, payload as { brandId: number; id: number }, settleGrant),
    'tend-approvals': () => tendApprovals(desk.db, settleGrant),
    'mail-approvers': mailApprovers(desk),
    'mail-approver': mailApprover(desk, send),
    'watch-reading': (payload) => watchReading(desk.db, payload as { brandId: number; id: number }),
    'ask-reading-anew': askAnew(desk),
    'keep-applied-manuals': keepAppliedManuals(desk),
    'publish-article': (payload) =>
      publishScheduled(desk.db, payload as Parameters<typeof publishScheduled>[1]),
    'import-articles': (payload, context) =>
      runImport(desk, payload as { brandId: number; id: number }, context),
    'mail-own-page': mailOwnPage(desk, send),
    ...noticeTasks(desk),
    'judge-answers': judgeAnswers(desk),
    'learn-reasons': learnReasons(desk),
    'answer-question': answerQuestion(talking),
    acknowledge: acknowledge(talking),
    'stop-broken-rules': stopBrokenRules(desk),
    'follow-renamed-tag': followRenamedTag(desk),
    'run-rules': runRules(desk, rules),
    'set-rule-timers': setRuleTimers(desk, rules),
    'begin-rule-timers': beginRuleTimers(desk, rules),
    'rule-time-passed': ruleTimePassed(desk, rules),
    'offer-waiting': offerWaiting(desk),
    'begin-flow': beginChosenFlow(desk),
    'walk-flow': walkFlow(desk),
    'wake-flow': wakeFlow(desk),
    'flow-time-passed': flowTimePassed(desk),
    'stop-flow': stopFlow(desk),
    'send-invitation': sendInvitation(desk, send),
    'send-password-reset': sendPasswordReset(desk, send),
    'deliver-webhook': deliverWebhook(desk),
    'hand-over': async (payload) => {
      await handOver(desk.db, payload as { staffId: number; actorId: number })
      await tendApprovals(desk.db, settleGrant)
      await stopBrokenRules(desk)({}, { attempt: 1, isLastAttempt: false })
    },
  }
}
