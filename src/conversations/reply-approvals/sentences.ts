import { m } from '#texts'
import { type Say, text } from '../said.ts'

/** What happened to replies that needed approval, for the conversation's timeline. */
export const replyApprovalSentences: Record<string, Say> = {
  'reply_approval.asked': (_, { locale }) => m.reply_approvals_said_asked({}, { locale }),
  'reply_approval.approved': ({ data }, { locale }) =>
    data.isEdited === true
      ? m.reply_approvals_said_edited({}, { locale })
      : m.reply_approvals_said_approved({}, { locale }),
  'reply_approval.sent_back': ({ data }, { locale }) =>
    m.reply_approvals_said_sent_back({ comment: text(data.comment) }, { locale }),
  'reply_approval.withdrawn': (_, { locale }) => m.reply_approvals_said_withdrawn({}, { locale }),
  'reply_approval.reopened': (_, { locale }) => m.reply_approvals_said_reopened({}, { locale }),
}
