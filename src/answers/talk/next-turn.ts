import { isUpset, wantsManager, wantsPerson } from '#languages/feelings.ts'
import { m } from '#texts'
import { regionNames } from './regions.ts'
import type { Shown } from '#knowledge/help-centre/site.ts'
import { urlOf } from '../beside/articles.ts'
import type { Curve } from '../decide.ts'
import * as buttons from './buttons.ts'
import { addressIn, orderNumbersIn } from './found-in.ts'
import { collect, handOver, type Reason } from './hand-over.ts'
import type { Scene } from './scene.ts'
import { type Reword, say } from './say.ts'
import type { Shelf } from './shelf.ts'
import type { NewAnswer, ShownAnswer, Turn } from './turn.ts'
import { isGreeting, saysNothing, verdictIn } from './words.ts'

export type Means = {
  shelf: Shelf
  publicUrl: string
  curve: Curve | undefined
  reword: Reword | undefined
  reasonOf(text: string): Promise<Reason | undefined>
}

// After so many turns, or so many answers that did not help, a person is quicker.
const mostRounds = 8
const mostUnhelped = 2
const mostTopics = 5
const mostInTopic = 4
const nothingWeighed = {
  kind: 'ask' as const,
  confidence: 0,
  evidence: { lead: 0, leadOfThree: 0, cover: 0 },
}

/** What the bot does about what it heard. Everything it says is a fixed text of ours or a part of a published article. */
export async function nextTurn(scene: Scene, means: Means): Promise<Turn | undefined> {
  if (scene.talk?.state === 'handed_over') return collect(scene)
  const turn = await turnFor(scene, means)
  // Written on the way, asked for or not.
  const [orderNumber] = orderNumbersIn(scene.heard.text, false)
  const email = addressIn(scene.heard.text)
  return { ...turn, ...(orderNumber ? { orderNumber } : {}), ...(email ? { email } : {}) }
}

async function turnFor(scene: Scene, means: Means): Promise<Turn> {
  const { heard, talk } = scene
  const { text } = heard
  const leave = async (because: Parameters<typeof handOver>[1]) =>
    handOver(scene, because, { reason: await means.reasonOf(wholeQuestion(scene)) })
  const button = buttons.meantButton(scene)
  if (!button && wantsManager(text)) return leave('manager')
  if (button === 'person' || wantsPerson(text)) return leave('asked')
  if (!button && isUpset(text)) return leave('upset')
  if ((talk?.rounds ?? 0) >= mostRounds) return leave('rounds')
  const isLastTry = (talk?.unhelped ?? 0) + 1 >= mostUnhelped
  if (button === 'none')
    return isLastTry ? leave('unhelped') : { ...tellMore(scene), chosen: { articleId: 0 } }
  if (button === 'more')
    return isLastTry ? leave('unhelped') : { ...tellMore(scene), verdict: 'asked_further' }
  if (button === 'helped') return glad(scene)
  const topicId = /^topic:(\d+)$/.exec(button ?? '')?.[1]
  if (topicId) return openTopic(scene, means, Number(topicId))
  const chosenId = /^article:(\d+)$/.exec(button ?? '')?.[1]
  if (chosenId) return (await takeChoice(scene, means, Number(chosenId))) ?? leave('unsure')
  // Thanks come also after it was settled.
  const verdict = talk?.waits_for === 'verdict' || talk?.state === 'done' ? verdictIn(text) : undefined
  if (verdict === 'helped') return glad(scene)
  if (saysNothing(text)) return leave('unreadable')
  if (verdict === 'unhelped')
    return isLastTry ? leave('unhelped') : { ...tellMore(scene), verdict: 'asked_further' }
  if (isGreeting(text)) return greet(scene, means)
  return answer(scene, means)
}

/** What was not understood is looked for together with what is said about it now. */
function wholeQuestion({ heard, open, talk, asked }: Scene): string {
  const before = open ?? (talk?.waits_for === 'question' ? asked.at(-1) : undefined)
  return [before?.question ?? '', heard.pressed ? '' : heard.text].filter(Boolean).join('\n')
}

async function answer(scene: Scene, means: Means): Promise<Turn> {
  const { heard, brand, talk, locale, open } = scene
  const { certainty } = brand.bot
  const how = { certainty, curve: means.curve, without: talk?.offered ?? [] }
  const first = await means.shelf.decide(heard.text, how)
  const isFurther =
    first.kind === 'hand_over' && talk !== undefined && (talk.unhelped > 0 || open !== undefined)
  const question = isFurther ? wholeQuestion(scene) : heard.text
  const decision = isFurther ? await means.shelf.decide(question, how) : first
  const found = decision.ranked.flatMap(({ at, score }) => {
    const article = means.shelf.at(at)
    return article ? [{ article, score }] : []
  })
  const kept: NewAnswer = {
    question,
    certainty,
    decision,
    ranked: found.map(({ article: { articleId, versionId }, score }) => ({ articleId, versionId, score })),
    choices: [],
  }
  const further = open ? { verdict: 'asked_further' as const } : {}
  const reason = await means.reasonOf(question)
  const about = reason ? { reason: { id: reason.id, likelihood: reason.likelihood } } : {}
  const [best] = found
  if (decision.kind === 'answer' && best) {
    const { turn, shown } = await quote(scene, means, best.article, question)
    return { ...turn, ...further, ...about, answer: { ...kept, shown } }
  }
  if (decision.kind === 'ask' && found.length > 1) {
    const choices = found.slice(0, 3).map(({ article }) => article)
    return {
      ...offer(scene, m.answers_bot_which({}, { locale }), choices),
      ...further,
      ...about,
      answer: { ...kept, choices: choices.map((one) => one.articleId) },
    }
  }
  return handOver(scene, 'unsure', { answer: kept, reason })
}

/** A passage of an article with where it stands, and whether it helped. */
async function quote(
  scene: Scene,
  means: Means,
  article: Shown,
  question: string,
): Promise<{ turn: Turn; shown: ShownAnswer }> {
  const { locale, brand } = scene
  const passage = means.shelf.passage(article, question)
  const told = await say(passage, question, article.locale, means.reword)
  const { countries } = article
  const lines = [
    article.isFallback ? onlyIn[article.locale]({}, { locale }) : '',
    told,
    countries.length > 0 && scene.country === null
      ? m.answers_bot_countries({ countries: regionNames(countries, locale) }, { locale })
      : '',
  ]
  const url = urlOf({ brand, publicUrl: means.publicUrl }, article)
  const asks = m.answers_bot_did_it_help({}, { locale })
  const said = { text: lines.filter(Boolean).join('\n'), sources: [{ title: article.title, url }], asks }
  return {
    turn: { say: { ...said, quickReplies: buttons.verdicts(locale) }, waitsFor: 'verdict' },
    shown: { articleId: article.articleId, versionId: article.versionId, passage },
  }
}

const onlyIn = { ja: m.answers_bot_only_ja, en: m.answers_bot_only_en }

function offer(
  { locale }: Scene,
  text: string,
  articles: readonly Shown[],
  last = buttons.none(locale),
): Turn {
  const quickReplies = [...articles.map(buttons.article), last, buttons.person(locale)]
  return { say: { text, quickReplies }, waitsFor: 'choice' }
}

/** What is asked most of a topic; pressed, it is a question without words. */
function openTopic(scene: Scene, means: Means, topicId: number): Turn {
  const { locale, brand } = scene
  const name = means.shelf.site.topic(topicId)?.name
  const articles = means.shelf.within(topicId, mostInTopic)
  if (name === undefined || articles.length === 0) return greet(scene, means)
  const choices = articles.map((one) => one.articleId)
  const answer = {
    question: '',
    certainty: brand.bot.certainty,
    decision: nothingWeighed,
    ranked: [],
    choices,
  }
  const words = m.answers_bot_topic({ topic: name }, { locale })
  return { ...offer(scene, words, articles, buttons.somethingElse(locale)), answer }
}

/** The article they chose, as it is now; nothing when it has been withdrawn since it was offered. */
async function takeChoice(scene: Scene, means: Means, articleId: number): Promise<Turn | undefined> {
  const article = means.shelf.find(articleId)
  if (!article) return undefined
  const { turn, shown } = await quote(scene, means, article, scene.open?.question ?? '')
  return { ...turn, chosen: { articleId, shown } }
}

function tellMore({ locale }: Scene): Turn {
  const text = m.answers_bot_tell_more({}, { locale })
  return { say: { text, quickReplies: [buttons.person(locale)] }, waitsFor: 'question', isUnhelped: true }
}

function glad({ locale }: Scene): Turn {
  return {
    say: { text: m.answers_bot_glad({}, { locale }) },
    waitsFor: 'question',
    verdict: 'helped',
    ends: { as: 'done' },
  }
}

function greet({ locale, brand }: Scene, { shelf }: Means): Turn {
  const topics = shelf.topics(brand.bot.topics, mostTopics).map(buttons.topic)
  const text = m.answers_bot_hello({}, { locale })
  return { say: { text, quickReplies: [...topics, buttons.person(locale)] }, waitsFor: 'question' }
}
