import type { TestDesk } from '#test/desk.ts'
import type { Screen } from './screen.ts'

const approvals = (name: string, query = '', open?: Screen['open']): Screen => ({
  name,
  route: '/reply-approvals',
  path: () => `/reply-approvals${query}`,
  who: 'staff',
  ...(open ? { open } : {}),
})

/** The queue of replies that wait, one being changed, one being sent back, and what became of others. */
export const replyApprovalScreens: Screen[] = [
  approvals('reply-approvals'),
  approvals('reply-approvals-edit', '', async (page) => {
    await page.locator('main article button').nth(1).click()
    await page.locator('.ProseMirror').waitFor()
  }),
  approvals('reply-approvals-send-back', '', async (page) => {
    await page.locator('main article button').first().click()
    await page.locator('main article textarea').waitFor()
  }),
  approvals('reply-approvals-mine', '?tab=mine'),
  approvals('reply-approvals-decided', '?tab=decided'),
]

/** Words that are looked for, a trainee's reply that waits, and one that was sent back. */
export async function furnishReplyApprovals(desk: TestDesk): Promise<void> {
  const { brandId } = desk
  const ana = desk.as(desk.ana)
  const word = {
    brandId,
    kind: 'forbidden',
    word: 'guarantee',
    why: 'Nothing is certain.',
    instead: 'expect',
  }
  await ana.post('/api/checked-words', word)
  const yui = await desk.hire('Yui', 'agent', [brandId])
  await ana.put(`/api/brands/${brandId}/reply-approval-needs`, { staffIds: [yui.staffId] })
  const ask = async (text: string) => {
    const id = await desk.receive('noah@example.com', 'Is the pan still on its way?', { subject: 'The pan' })
    const { lastEventId } = (await ana.get(`/api/conversations/${id}`)).body
    const wish = { text, lastSeenEventId: lastEventId }
    return (await desk.as(yui).post(`/api/conversations/${id}/reply-approvals`, wish)).body.id
  }
  await ask('It left our workshop this morning.')
  const second = await ask('It comes.')
  await ana.post(`/api/reply-approvals/${second}/send-back`, { comment: 'Say by when.' })
}
