import { expect, test } from 'vitest'
import { publishArticle } from '#test/articles.ts'
import { letBotAnswer, switchBotOn } from '#test/bot.ts'
import { withDesk } from '#test/desk.ts'

const articles = {
  receipt: 'We issue a receipt for every order. Ask for a receipt in your company’s name here.',
  kettle: 'Before the first use rinse the iron kettle and boil water in it twice.',
  parcel: 'Large orders travel in several parcels, which may come on different days.',
}

test('a confirmation names what may help, and not what only shares a word with the question', () =>
  withDesk(async (desk) => {
    const idOf: Record<string, number> = {}
    for (const [name, text] of Object.entries(articles))
      idOf[name] = await publishArticle(desk, { en: { title: name, html: `<p>${text}</p>` } })
    await switchBotOn(desk, { answersChat: false, certainty: 'bold' })
    await desk
      .as(desk.ana)
      .patch(`/api/brands/${desk.brandId}`, { settings: { acknowledgement: { channels: ['email'] } } })
    await desk.receive(
      'jo@example.com',
      'May I have a receipt for the kettle, made out to the name of my firm?',
      {
        channel: 'email',
        subject: 'Paper for the accountant',
      },
    )
    await letBotAnswer(desk)
    const [said] = await desk.rows((tx) =>
      tx.selectFrom('messages').select('text').where('direction', '=', 'out').execute(),
    )
    const [answer] = await desk.rows((tx) =>
      tx.selectFrom('bot_answers').select(['decision', 'choices']).execute(),
    )
    expect(answer).toMatchObject({ decision: 'ask', choices: [idOf.receipt] })
    expect(said?.text).toContain(`/articles/${idOf.receipt}`)
    expect(said?.text).not.toContain(`/articles/${idOf.kettle}`)
  }))
