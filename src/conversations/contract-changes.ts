import { z } from 'zod'
import { byId, endpoint, id, time } from '#platform/endpoint.ts'
import { conversationFilter, conversationPage, priority, status } from './contract.ts'

const tag = 'Conversations'

/** Every change answers with the conversation as it is then. What is already so changes nothing and records nothing. */
const changed = { tag, params: byId, reply: conversationPage }

export const assignConversation = endpoint({
  ...changed,
  method: 'PUT',
  path: '/api/conversations/{id}/assignee',
  summary: 'Assign to a staff member, or to nobody',
  body: z.object({ staffId: id.nullable() }),
})

export const takeNext = endpoint({
  tag,
  method: 'POST',
  path: '/api/conversations/next',
  summary: 'Take the unassigned conversation that has waited longest; two people never get the same',
  body: conversationFilter.pick({ brandId: true, teamId: true, language: true, channel: true, tag: true }),
  reply: z.object({ conversation: conversationPage.nullable() }),
})

export const changeStatus = endpoint({
  ...changed,
  method: 'PUT',
  path: '/api/conversations/{id}/status',
  summary: 'Change the status',
  body: z.object({ status }),
})

export const changePriority = endpoint({
  ...changed,
  method: 'PUT',
  path: '/api/conversations/{id}/priority',
  summary: 'Change the priority',
  body: z.object({ priority }),
})

export const changeTeam = endpoint({
  ...changed,
  method: 'PUT',
  path: '/api/conversations/{id}/team',
  summary: 'Give to a team, or to none',
  body: z.object({ teamId: id.nullable() }),
})

export const changeSubject = endpoint({
  ...changed,
  method: 'PUT',
  path: '/api/conversations/{id}/subject',
  summary: 'Change the subject',
  body: z.object({ subject: z.string().trim().max(500) }),
})

export const changeLanguage = endpoint({
  ...changed,
  method: 'PUT',
  path: '/api/conversations/{id}/language',
  summary: 'Say which language the conversation is in, whatever was detected',
  body: z.object({ language: z.string().regex(/^[a-z]{2,3}(-[A-Za-z]{2,8})?$/) }),
})

export const changeReason = endpoint({
  ...changed,
  method: 'PUT',
  path: '/api/conversations/{id}/reason',
  summary: 'Set the contact reason, or none',
  body: z.object({ reasonId: id.nullable() }),
})

export const changeOrderNumber = endpoint({
  ...changed,
  method: 'PUT',
  path: '/api/conversations/{id}/order-number',
  summary: 'Name the order it is about, or none',
  body: z.object({ orderNumber: z.string().trim().min(1).max(100).nullable() }),
})

export const changeTags = endpoint({
  ...changed,
  method: 'PUT',
  path: '/api/conversations/{id}/tags',
  summary: 'Set the tags; new ones are made. Case and width make no difference',
  body: z.object({ tags: z.array(z.string().max(60)).max(30) }),
})

export const follow = endpoint({
  ...changed,
  method: 'PUT',
  path: '/api/conversations/{id}/follow',
  summary: 'Follow: be told when the customer writes',
  role: 'read_only',
})

export const unfollow = endpoint({
  ...changed,
  method: 'DELETE',
  path: '/api/conversations/{id}/follow',
  summary: 'Follow no longer',
  role: 'read_only',
})

export const snooze = endpoint({
  ...changed,
  method: 'PUT',
  path: '/api/conversations/{id}/snooze',
  summary: 'Hide until a time, or with null until the customer writes',
  body: z.object({
    until: time.nullable(),
    /** A message of the customer ends it before the time. */
    wakesOnReply: z.boolean().default(true),
  }),
})

export const unsnooze = endpoint({
  ...changed,
  method: 'DELETE',
  path: '/api/conversations/{id}/snooze',
  summary: 'Show again now',
})

export const markSpam = endpoint({
  ...changed,
  method: 'PUT',
  path: '/api/conversations/{id}/spam',
  summary: 'Mark as spam',
  /** Everything a blocked customer sends goes to spam. */
  body: z.object({ blockCustomer: z.boolean().default(false) }),
})

export const unmarkSpam = endpoint({
  ...changed,
  method: 'DELETE',
  path: '/api/conversations/{id}/spam',
  summary: 'Not spam: back among the open ones, and the customer is no longer blocked',
})

export const lockConversation = endpoint({
  ...changed,
  method: 'PUT',
  path: '/api/conversations/{id}/lock',
  summary: 'Keep others from replying for two minutes; writing (presence) renews it',
  /** Supervisors may take the lock of somebody else. */
  body: z.object({ takeOver: z.boolean().default(false) }),
})

export const unlockConversation = endpoint({
  ...changed,
  method: 'DELETE',
  path: '/api/conversations/{id}/lock',
  summary: 'Let others reply again',
})
