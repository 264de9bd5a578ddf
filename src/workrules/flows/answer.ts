import type { StepOf } from './graph.ts'

export type Choices = StepOf<'ask'>['choices']
export type Heard = { text: string; pressed: { messageId: number; key: string } | null }

const plain = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s.。、,()（）「」"“”]/g, '')

/**
 * Which choice a customer means: the one they pressed, or whose number or words they wrote as the first line where there are no buttons.
 * `answered` when it is none of them.
 */
export function answerIn(choices: Choices, messageId: number, heard: Heard): string {
  const { pressed } = heard
  if (pressed?.messageId === messageId && choices.some((one) => one.key === pressed.key)) return pressed.key
  const line = plain(heard.text.trim().split('\n')[0] ?? '')
  const number = /^(\d{1,2})(?:番|番目)?(?:です|でお願いします)?$/.exec(line)?.[1]
  if (number) return choices[Number(number) - 1]?.key ?? 'answered'
  return (
    choices.find(({ label }) => [label.en, label.ja].some((one) => plain(one) === line))?.key ?? 'answered'
  )
}
