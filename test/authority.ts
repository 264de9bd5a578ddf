import { type Answer, type Person, type TestDesk } from './desk.ts'

type Limit = Record<string, unknown>

/** A chain of approval: supervisors first, after that many minutes the admins. */
export async function keepChain(desk: TestDesk, levels?: unknown[], name = 'Usual'): Promise<number> {
  const usual = [
    { name: 'Supervisors', roles: ['supervisor'], minutes: 60 },
    { name: 'Management', roles: ['admin'], minutes: 60 },
  ]
  const answer = await desk
    .as(desk.ana)
    .post('/api/approval-chains', { brandId: desk.brandId, name, levels: levels ?? usual })
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
  return answer.body.id
}

/** What the roles of the brand may refund: agents ¥3,000 a case and ¥10,000 a month unless said otherwise, more with approval. */
export async function keepLimits(
  desk: TestDesk,
  more: { agent?: Limit; exceptions?: Limit; others?: Limit[]; chainId?: number } = {},
): Promise<void> {
  const chainId = more.chainId ?? (await keepChain(desk))
  const limits = [
    { role: 'agent', kind: 'refund', perCase: '3000', perMonth: '10000', ...more.agent },
    { role: 'supervisor', kind: 'refund', perCase: '20000', perMonth: '100000' },
    { role: 'exceptions', kind: 'refund', perCase: null, perMonth: '50000', chainId, ...more.exceptions },
    ...(more.others ?? []),
  ]
  const answer = await desk
    .as(desk.ana)
    .put('/api/authority', { brandId: desk.brandId, currency: 'JPY', limits })
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
}

/** Somebody gives something in a conversation. */
export const give = (
  desk: TestDesk,
  person: Person,
  conversation: number,
  more: Record<string, unknown> = {},
): Promise<Answer> =>
  desk.as(person).post(`/api/conversations/${conversation}/grants`, {
    kind: 'refund',
    amount: '1000',
    why: 'The lid came with a crack.',
    ...more,
  })

let cases = 0

/** The same to another customer, whose case has got nothing yet; answers the state of it. */
export async function giveElsewhere(desk: TestDesk, person: Person, amount: string): Promise<string> {
  const id = await desk.receive(`customer${++cases}@example.org`, 'The lid has a crack.')
  return (await give(desk, person, id, { amount })).body.state
}
