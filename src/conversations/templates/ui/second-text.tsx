import { m } from '#texts'
import { WritingField } from '../../ui/composer/editor.tsx'
import { PartHead } from './use-both.tsx'
import type { useWords } from './use-words.ts'

/** The same answer in the other language, below a thin rule. */
export function SecondText({
  words: { both, second },
  name,
  onChange,
  onTemplates,
  onSend,
  onFiles,
}: {
  words: ReturnType<typeof useWords>
  name: string
  onChange: () => void
  onTemplates: () => void
  onSend: (alsoResolves: boolean) => void
  onFiles: (files: File[]) => void
}) {
  if (!both.isOn) return null
  return (
    <>
      <PartHead both={both} at="second" />
      <WritingField
        ref={second}
        initialHtml={both.initialHtml()}
        wish={0}
        placeholder={m.templates_second_hint()}
        name={m.templates_second({ name })}
        onChange={onChange}
        signs={[';']}
        {...{ onSign: onTemplates, onSend, onFiles }}
      />
    </>
  )
}
