import fc from 'fast-check'
import { expect, test } from 'vitest'
import { withDesk, type TestDesk } from '#test/desk.ts'
import { openMailbox, supportAddress as address } from '#test/mail/mailbox.ts'
import { openIntake, takeInMail, type Intake } from './take-in-mail.ts'

/** A mail of an exchange: which earlier one it answers (or none: the first), and how much of that its client writes down. */
type Step = {
  answers: number
  writes: 'both' | 'in-reply-to' | 'last reference' | 'all references'
  subject: number
}

const step: fc.Arbitrary<Step> = fc.record({
  answers: fc.nat(),
  writes: fc.constantFrom('both', 'in-reply-to', 'last reference', 'all references'),
  subject: fc.nat(3),
})

function mailsOf(tree: number, steps: readonly Step[]): Buffer[] {
  const chains: string[][] = []
  return steps.map((one, at) => {
    const parent = at === 0 ? undefined : one.answers % at
    const id = `<t${tree}.${at}@example.com>`
    const above = parent === undefined ? [] : [...(chains[parent] ?? []), `<t${tree}.${parent}@example.com>`]
    chains.push(above)
    const last = above.at(-1)
    const headers = [
      `From: Customer <customer${tree}@example.com>`,
      `To: ${address}`,
      // Some clients rewrite subjects, so subjects alone would split the exchange.
      `Subject: ${['Re: pan', 'Pan', `About ${tree}.${at}`, ''][one.subject]}`,
      `Message-ID: ${id}`,
      ...(last && one.writes !== 'last reference' && one.writes !== 'all references'
        ? [`In-Reply-To: ${last}`]
        : []),
      ...(last && one.writes === 'last reference' ? [`References: ${last}`] : []),
      ...(last && (one.writes === 'all references' || one.writes === 'both')
        ? [`References: ${above.join(' ')}`]
        : []),
    ]
    return Buffer.from(`${headers.join('\r\n')}\r\n\r\nMail ${at} of ${tree}\r\n`)
  })
}

async function withIntake(work: (desk: TestDesk, intake: Intake) => Promise<void>) {
  await withDesk(async (desk) => {
    await openMailbox(desk)
    await work(desk, openIntake(desk))
  })
}

/** Takes all in on so many connections at once. */
async function takeInAll(intake: Intake, mails: readonly Buffer[], connections: number): Promise<void> {
  let next = 0
  const connection = async () => {
    for (let mail = mails[next++]; mail; mail = mails[next++]) {
      const bytes = mail
      const source = (async function* () {
        yield bytes
      })()
      await takeInMail(intake, source, { recipients: [address] })
    }
  }
  await Promise.all(Array.from({ length: connections }, connection))
}

const shown = (desk: TestDesk) =>
  desk.rows((tx) =>
    tx
      .selectFrom('conversations')
      .innerJoin('customers', (join) =>
        join
          .onRef('customers.brand_id', '=', 'conversations.brand_id')
          .onRef('customers.id', '=', 'conversations.customer_id'),
      )
      .innerJoin('identities', (join) =>
        join
          .onRef('identities.brand_id', '=', 'customers.brand_id')
          .onRef('identities.customer_id', '=', 'customers.id'),
      )
      .select(['identities.value', 'conversations.message_count as messages'])
      .where('conversations.merged_into_id', 'is', null)
      .execute(),
  )

test('an exchange ends in one conversation, in whatever order and on however many connections its mails come', () =>
  withIntake(async (desk, intake) => {
    let tree = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 2, maxLength: 9 }).chain((steps) =>
          fc.tuple(
            fc.constant(steps),
            fc.shuffledSubarray(
              steps.map((_, at) => at),
              { minLength: steps.length },
            ),
          ),
        ),
        fc.integer({ min: 1, max: 4 }),
        async ([steps, order], connections) => {
          const mails = mailsOf(++tree, steps)
          await takeInAll(
            intake,
            order.flatMap((at) => mails[at] ?? []),
            connections,
          )
          const mine = (await shown(desk)).filter((one) => one.value === `customer${tree}@example.com`)
          expect(mine).toEqual([{ value: `customer${tree}@example.com`, messages: steps.length }])
        },
      ),
      { numRuns: 25 },
    )
  }))

test('a backlog of many exchanges on parallel connections is split nowhere', { timeout: 300_000 }, () =>
  withIntake(async (desk, intake) => {
    const trees = Number(process.env.BACKLOG_TREES ?? 40)
    const random = fc.sample(fc.array(step, { minLength: 5, maxLength: 5 }), { numRuns: trees, seed: 7 })
    const mails = random.flatMap((steps, tree) => mailsOf(tree, steps))
    const shuffled =
      fc.sample(fc.shuffledSubarray(mails, { minLength: mails.length }), { numRuns: 1, seed: 7 })[0] ?? []
    await takeInAll(intake, shuffled, 8)
    const all = await shown(desk)
    expect(all).toHaveLength(trees)
    expect(all.every((one) => one.messages === 5)).toBe(true)
  }),
)

test('two halves that a late mail joined can be taken apart again by an agent, and stay apart', () =>
  withIntake(async (desk, intake) => {
    const mail = (id: string, subject: string, references = '') =>
      Buffer.from(
        `From: Carter <carter@example.com>\r\nTo: ${address}\r\nSubject: ${subject}\r\nMessage-ID: <${id}@x>\r\n${references && `References: ${references}\r\n`}\r\n${subject}\r\n`,
      )
    await takeInAll(intake, [mail('a', 'The pan')], 1)
    await takeInAll(intake, [mail('c', 'The lid', '<b@x>')], 1)
    const seen = () => shown(desk).then((all) => all.map((one) => one.messages).toSorted())
    expect(await seen()).toEqual([1, 1])
    await takeInAll(intake, [mail('b', 'The handle', '<a@x>')], 1)
    expect(await seen()).toEqual([3])
    const rows = await desk.rows((tx) =>
      tx.selectFrom('conversation_merges').select(['merged_id', 'actor_id']).execute(),
    )
    expect(rows).toEqual([{ merged_id: expect.any(Number), actor_id: null }])
    const joined = `/api/conversations/${rows[0]?.merged_id}`
    expect((await desk.as(desk.ana).post(`${joined}/unmerge`)).status).toBe(200)
    expect((await desk.as(desk.ana).get(joined)).body).toMatchObject({ subject: 'The lid', status: 'new' })
    expect(await seen()).toEqual([1, 2])
    await takeInAll(intake, [mail('d', 'Both', '<a@x> <b@x> <c@x>')], 1)
    expect((await seen()).length).toBe(2)
  }))

test('one customer who writes from two addresses at the same moment has one conversation', () =>
  withIntake(async (desk, intake) => {
    const mail = (from: string, id: string, subject: string) =>
      Buffer.from(
        `From: ${from}@example.com\r\nTo: ${address}\r\nSubject: ${subject}\r\nMessage-ID: <${id}@x>\r\n\r\nWhere is it?\r\n`,
      )
    await takeInAll(intake, [mail('home', '1', 'First'), mail('work', '2', 'Second')], 1)
    const [home, work] = await desk.rows((tx) =>
      tx.selectFrom('customers').select('id').orderBy('id').execute(),
    )
    const merged = await desk.as(desk.ana).post(`/api/customers/${home?.id}/merges`, { customerId: work?.id })
    expect(merged.status).toBe(200)
    for (let at = 0; at < 10; at++) {
      const others = Array.from({ length: 4 }, (_, one) =>
        mail(`other${at}.${one}`, `o${at}.${one}`, 'Other'),
      )
      const both = [mail('home', `h${at}`, `Pan ${at}`), mail('work', `w${at}`, `Re: Pan ${at}`)]
      await takeInAll(intake, [...others, ...both], 6)
    }
    const mine = (await shown(desk)).filter((one) => one.value === 'home@example.com')
    expect(mine.map((one) => one.messages).toSorted()).toEqual([1, 1, ...Array.from({ length: 10 }, () => 2)])
  }))
