import { type FormEvent, useState } from 'react'
import { m } from '#texts'
import type { Brand } from '#people/brands/contract.ts'
import { Check, Select, TextArea, TextField } from '../kit/field.tsx'
import { BotPreview } from './bot-preview.tsx'
import { useTopics } from './bot-topics.ts'
import { SaveLine } from './save-line.tsx'
import { Section } from './page.tsx'
import { useForm } from './use-form.ts'

type Bot = Brand['settings']['bot']
const mostTopics = 6

export function BotForm({ brand }: { brand: Brand }) {
  const { bot } = brand.settings
  const [isSaved, setSaved] = useState(false)
  const form = useForm(
    'PATCH /api/brands/{id}',
    {
      ...bot,
      nameJa: bot.name.ja,
      nameEn: bot.name.en,
      greetingJa: bot.greeting.ja,
      greetingEn: bot.greeting.en,
      when: bot.when as string,
      certainty: bot.certainty as string,
    },
    { stale: ['GET /api/brands'], onDone: () => setSaved(true) },
  )
  const { answersChat, answersMessengers, topics, nameJa, nameEn, ...rest } = form.values
  const next: Bot = {
    answersChat,
    answersMessengers,
    topics,
    name: { ja: nameJa, en: nameEn },
    greeting: { ja: rest.greetingJa, en: rest.greetingEn },
    when: rest.when as Bot['when'],
    certainty: rest.certainty as Bot['certainty'],
  }
  const save = (event: FormEvent) => {
    event.preventDefault()
    form.tell({ params: { id: brand.id }, body: { settings: { bot: next } } })
  }
  const check = (field: 'answersChat' | 'answersMessengers') => ({
    checked: form.values[field],
    onChange: (event: { target: { checked: boolean } }) => form.set(field, event.target.checked),
  })
  return (
    <form
      onSubmit={save}
      onChange={() => setSaved(false)}
      className="grid grid-cols-[minmax(0,1fr)_236px] items-start gap-9 max-[1100px]:grid-cols-1"
    >
      <div>
        <Section title={m.settings_bot_where()}>
          <div className="grid gap-3">
            <Check name={m.settings_bot_chat()} hint={m.settings_bot_chat_hint()} {...check('answersChat')} />
            <Check
              name={m.settings_bot_messengers()}
              hint={m.settings_bot_messengers_hint()}
              {...check('answersMessengers')}
            />
          </div>
        </Section>
        <Section title={m.settings_bot_how()}>
          <div className="grid gap-4">
            <Select name={m.settings_bot_when()} choices={whens()} {...form.text('when')} />
            <Select
              name={m.settings_bot_certainty()}
              hint={m.settings_bot_certainty_hint()}
              choices={certainties()}
              {...form.text('certainty')}
            />
          </div>
        </Section>
        <Section title={m.settings_bot_words()}>
          <div className="grid grid-cols-2 gap-4 max-phone:grid-cols-1">
            <TextField name={m.settings_bot_name_ja()} lang="ja" maxLength={60} {...form.text('nameJa')} />
            <TextField name={m.settings_bot_name_en()} lang="en" maxLength={60} {...form.text('nameEn')} />
            <TextArea
              name={m.settings_bot_greeting_ja()}
              lang="ja"
              rows={3}
              maxLength={500}
              {...form.text('greetingJa')}
            />
            <TextArea
              name={m.settings_bot_greeting_en()}
              lang="en"
              rows={3}
              maxLength={500}
              {...form.text('greetingEn')}
            />
          </div>
          <p className="mt-2 text-small text-ink3">{m.settings_bot_words_hint()}</p>
        </Section>
        <Section title={m.settings_bot_topics()}>
          <Topics brandId={brand.id} chosen={topics} onChange={(ids) => form.set('topics', ids)} />
        </Section>
        <SaveLine isBusy={form.isBusy} isSaved={isSaved} error={form.errorBesides('nameJa', 'nameEn')} />
      </div>
      <BotPreview brand={brand} bot={next} />
    </form>
  )
}

const whens = () => [
  { value: 'always', name: m.settings_bot_always() },
  { value: 'closed', name: m.settings_bot_closed() },
]
const certainties = () => [
  { value: 'careful', name: m.settings_bot_careful() },
  { value: 'usual', name: m.settings_bot_usual() },
  { value: 'bold', name: m.settings_bot_bold() },
]

function Topics(props: { brandId: number; chosen: number[]; onChange: (ids: number[]) => void }) {
  const topics = useTopics(props.brandId)
  const { chosen } = props
  const isFull = chosen.length >= mostTopics
  if (topics.length === 0) return <p className="text-list text-ink3">{m.settings_bot_no_topics()}</p>
  return (
    <fieldset>
      <legend className="sr-only">{m.settings_bot_topics()}</legend>
      <div className="grid gap-2">
        {topics.map(({ id, name }) => (
          <Check
            key={id}
            name={name}
            checked={chosen.includes(id)}
            disabled={isFull && !chosen.includes(id)}
            onChange={(event) =>
              props.onChange(
                topics
                  .map((one) => one.id)
                  .filter((one) => (one === id ? event.target.checked : chosen.includes(one))),
              )
            }
          />
        ))}
      </div>
      <p className="mt-2 text-small text-ink3">{m.settings_bot_topics_hint()}</p>
    </fieldset>
  )
}
