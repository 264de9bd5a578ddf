import type { Condition } from '../condition.ts'
import { ofAssignee } from './assignee.ts'
import { ofChannel } from './channel.ts'
import { inLanguage } from './conversation-language.ts'
import { fromCountry } from './country.ts'
import { conversationField, customerField } from './custom-fields.ts'
import { hasConversations } from './customer-conversations.ts'
import { prefersLanguage } from './customer-language.ts'
import { hasOrders } from './customer-orders.ts'
import { customerWaits } from './customer-waits.ts'
import { fromAddress } from './from-address.ts'
import { hasAttachments } from './has-attachments.ts'
import { hasOrderNumber } from './has-order-number.ts'
import { ofMailbox } from './mailbox.ts'
import { hasMessages } from './message-count.ts'
import { writtenIn } from './message-language.ts'
import { messageWords } from './message-words.ts'
import { inOpenHours } from './open-hours.ts'
import { orderAge } from './order-age.ts'
import { orderState } from './order-state.ts'
import { orderTotal } from './order-total.ts'
import { ofPriority } from './priority.ts'
import { rated } from './rating.ts'
import { ofReason } from './reason.ts'
import { ofStatus } from './status.ts'
import { subjectWords } from './subject-words.ts'
import { hasTag } from './tags.ts'
import { ofTeam } from './team.ts'
import { asksForPerson, soundsUpset } from './upset.ts'
import { hasWaited } from './waiting-minutes.ts'

/** Everything a rule may ask, in the order in which the screen offers it. */
export const conditions: readonly Condition[] = [
  messageWords,
  subjectWords,
  fromAddress,
  soundsUpset,
  asksForPerson,
  writtenIn,
  hasAttachments,
  ofChannel,
  ofMailbox,
  ofStatus,
  ofPriority,
  ofReason,
  hasTag,
  ofTeam,
  ofAssignee,
  inLanguage,
  hasOrderNumber,
  orderState,
  orderTotal,
  orderAge,
  conversationField,
  hasMessages,
  rated,
  customerWaits,
  hasWaited,
  inOpenHours,
  prefersLanguage,
  fromCountry,
  hasConversations,
  hasOrders,
  customerField,
]

export const conditionNamed = new Map(conditions.map((one) => [one.key, one]))
