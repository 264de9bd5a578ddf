import type { ReasonModels } from '#answers/reasons/models.ts'
import { answerQuestion } from '#answers/talk/answer-question.ts'
import type { ChatMessage, ServerFrame } from '#channels/web-chat/frames.ts'
import type { Tasks } from '#platform/jobs.ts'
import { tasksOf } from '../src/tasks.ts'
import { session } from './chat.ts'
import type { TestDesk } from './desk.ts'
import { dispatchAll } from './dispatch-all.ts'
import { keepHours, type WrittenHours } from './hours.ts'

/** Which reason a question is about, where the test says so instead of the brand's model. */
type Reasons = Pick<ReasonModels, 'suggest'>

const told = ['answer-question', 'acknowledge', 'raise-asked', 'send-message']

/**
 * Does what follows from everything that has happened, as the worker would, until the bot has said all it has to say. Jobs named in
 * `before` are done as well, and before the bot's.
 */
export async function letBotAnswer(
  desk: TestDesk,
  reasons?: Reasons,
  before: readonly string[] = [],
): Promise<void> {
  const tasks: Tasks = {
    ...tasksOf(desk),
    ...(reasons ? { 'answer-question': answerQuestion({ ...desk, reasons }) } : {}),
  }
  for (let turn = 0; turn < 5; turn++) {
    await dispatchAll(desk)
    const jobs = await desk.jobs()
    const due = [before, told].flatMap((names) => jobs.filter((job) => names.includes(job.task)))
    if (due.length === 0) return
    await desk.db.pool.query('delete from graphile_worker._private_jobs')
    for (const { task, payload } of due) await tasks[task]?.(payload, { attempt: 1, isLastAttempt: false })
  }
}

type BotSettings = Record<string, unknown>

export async function switchBotOn(
  desk: TestDesk,
  bot: BotSettings = {},
  { hours, ...chat }: Record<string, unknown> & { hours?: WrittenHours } = {},
) {
  if (hours) await keepHours(desk, hours)
  const settings = { bot: { answersChat: true, ...bot }, chat }
  const answer = await desk.as(desk.ana).patch(`/api/brands/${desk.brandId}`, { settings })
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
}

/** A visitor who talks with the bot: what they say or press, and what they read then. */
export async function visit(desk: TestDesk, wish: Record<string, unknown> = {}, reasons?: Reasons) {
  const token = await session(desk, { language: 'ja', ...wish })
  let turn = 0
  const read = async (): Promise<ChatMessage[]> => {
    const { body } = await desk
      .as(undefined)
      .post('/widget/hinoki/poll', { token, cursor: 0, waitSeconds: 0 })
    const [frame] = body.frames as ServerFrame[]
    return frame && 'messages' in frame ? (frame.messages ?? []) : []
  }
  /** The newest message; of several answers to one question all words together. */
  const last = async (): Promise<ChatMessage> => {
    const all = await read()
    const newest = all.at(-1)
    if (!newest) throw new Error('Nothing was said')
    const answers = all.slice(all.findLastIndex((one) => one.from === 'visitor') + 1)
    if (answers.length === 0) return newest
    const text = answers.map((one) => one.text).join('\n')
    return { ...newest, text, sources: answers.flatMap((one) => one.sources) }
  }
  const send = async (frame: Record<string, unknown>) => {
    const frames = [{ type: 'send', ref: `r${turn++}`, files: [], ...frame }]
    await desk.as(undefined).post('/widget/hinoki/say', { token, frames })
    await letBotAnswer(desk, reasons)
    return last()
  }
  return {
    token,
    read,
    last,
    say: (text: string) => send({ text }),
    /** Presses a button of the last message by the beginning of its key. */
    async press(start: string) {
      const { id, replies } = await last()
      const button = replies.find(({ key }) => key.startsWith(start))
      if (!button) throw new Error(`No button ${start} among ${JSON.stringify(replies)}`)
      return send({ text: button.label, pressed: { messageId: id, key: button.key } })
    },
    greet: (key: string, label: string) => send({ text: label, pressed: { messageId: 0, key } }),
  }
}
