import type { FastifyInstance } from 'fastify'
import { m } from '#texts'
import { calendarOf } from '#people/calendars/calendar-of.ts'
import { actorOf } from '#platform/caller.ts'
import { now } from '#platform/clock.ts'
import { serve } from '#platform/serve.ts'
import { conversationFor } from '../door.ts'
import { refuseUnapproved } from '../reply-approvals/needed.ts'
import { promiseTimes } from '../promises/times.ts'
import { acceptAnswer } from './accept-answer.ts'
import { changeTask, endTask, takeTask } from './change.ts'
import * as contract from './contract.ts'
import { taskFor, wasAsked } from './door.ts'
import { openTask } from './open-task.ts'
import { retryTaskMail, sayInTask } from './say-in-task.ts'
import { countTasks, listTasks, taskPage } from './tasks.ts'
import { Refusal } from '#platform/refusal.ts'

export function taskRoutes(app: FastifyInstance): void {
  serve(app, contract.listTasks, ({ tx, caller, query }) => listTasks(tx, caller, query))
  serve(app, contract.countTasks, ({ tx, caller }) => countTasks(tx, caller))
  serve(app, contract.getTask, ({ tx, caller, locale, params }) => taskPage(tx, caller, locale, params.id))
  serve(app, contract.openTask, async ({ tx, caller, locale, params, body }) => {
    const conversation = await conversationFor(tx, params.id, 'change')
    // A mail that leaves the desk is no way round the approval of what somebody writes.
    if ('expert' in body.to) await refuseUnapproved(tx, caller, conversation)
    const by = { actor: actorOf(caller), staffId: caller.staffId, name: caller.name }
    return taskPage(tx, caller, locale, await openTask(tx, conversation, body, by))
  })
  serve(app, contract.changeTask, async ({ tx, caller, locale, params, body }) => {
    await changeTask(tx, caller, await taskFor(tx, caller, params.id, 'manage'), body)
    return taskPage(tx, caller, locale, params.id)
  })
  serve(app, contract.takeTask, async ({ tx, caller, locale, params }) => {
    const task = await taskFor(tx, caller, params.id, 'answer')
    if (task.expert_address !== null || !(await wasAsked(tx, caller.staffId, task)))
      throw new Refusal(409, 'not_asked', (to) => m.tasks_not_asked({}, { locale: to }))
    await takeTask(tx, caller, task)
    return taskPage(tx, caller, locale, params.id)
  })
  serve(app, contract.sayInTask, async ({ tx, caller, locale, params, body }) => {
    const task = await taskFor(tx, caller, params.id, 'answer')
    if (task.expert_address !== null)
      await refuseUnapproved(tx, caller, await conversationFor(tx, task.conversation_id, 'read'))
    await sayInTask(tx, caller, task, body)
    return taskPage(tx, caller, locale, params.id)
  })
  serve(app, contract.endTask, async ({ tx, caller, locale, params, body }) => {
    const task = await taskFor(tx, caller, params.id, 'manage')
    await endTask(tx, task, { state: body.state, actor: actorOf(caller) })
    return taskPage(tx, caller, locale, params.id)
  })
  serve(app, contract.retryTaskMail, async ({ tx, caller, params }) => {
    await retryTaskMail(tx, caller, params.id)
    return {}
  })
  serve(app, contract.acceptTaskAnswer, async ({ tx, caller, params }) => {
    await acceptAnswer(tx, caller, params.id)
    return {}
  })
  serve(app, contract.taskTimes, async ({ tx, params, query }) => {
    const { brand_id, team_id } = await conversationFor(tx, params.id, 'read')
    const calendar = await calendarOf(tx, { brandId: brand_id, teamId: query.teamId ?? team_id })
    return { items: promiseTimes(calendar, now()) }
  })
}
