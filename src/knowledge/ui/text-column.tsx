import type { Editor } from '@tiptap/react'
import { useState } from 'react'
import { useActions } from '#agent/actions.ts'
import { Button, IconButton } from '#agent/kit/button.tsx'
import { Chip } from '#agent/kit/chip.tsx'
import { cx } from '#agent/kit/classes.ts'
import { Icon } from '#agent/kit/icon.tsx'
import { Menu } from '#agent/kit/menu.tsx'
import { m } from '#texts'
import { ConflictBox } from './conflict-box.tsx'
import { FormatBar } from './editor/format-bar.tsx'
import { moveSection } from './editor/sections.ts'
import { InsertLayers } from './editor/insert-layers.tsx'
import { useInserting } from './editor/use-inserting.ts'
import { StaleBox } from './stale-box.tsx'
import { TextEditor } from './text-editor.tsx'
import type { Steps } from './use-steps.ts'
import type { Writing } from './use-writing.ts'
import { type Article, type ArticleText, languageIn, localeName, standingOf } from './words.ts'

type ColumnProps = {
  article: Article
  writing: Writing
  source: Writing
  steps: Steps
  isActive: boolean
  isShown: boolean
  onActive: () => void
}

/** One language: where it stands, its title, its text, and what is wrong with it. */
export function TextColumn(props: ColumnProps) {
  const { article, writing, source, steps, isActive, isShown, onActive } = props
  const { locale, text } = writing
  return (
    <section
      aria-label={localeName(locale)}
      onFocusCapture={onActive}
      className={cx(
        'flex min-h-0 min-w-0 flex-col border-r border-line max-desk:border-r-0',
        !isShown && 'max-desk:hidden',
      )}
    >
      <div
        className={cx(
          'flex min-h-11 flex-wrap items-center gap-x-2 gap-y-1 border-b px-5 py-1.5 max-phone:px-4',
          isActive ? 'border-ai' : 'border-line',
        )}
      >
        <h2 className="text-list">{localeName(locale)}</h2>
        {locale === article.sourceLocale && (
          <span className="text-small text-ink3">{m.knowledge_source()}</span>
        )}
        {text && <States text={text} />}
        <span
          role="status"
          className={cx('ml-auto text-small', writing.saving === 'failed' ? 'text-shu' : 'text-ink3')}
        >
          {text && savingWords(writing)}
        </span>
        {text && <ColumnSteps steps={steps} locale={locale} isActive={isActive} />}
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {text ? (
          <Text {...{ article, writing, isActive, isOff: !steps.mayWrite }} />
        ) : (
          <NotBegun {...{ writing, source, mayWrite: steps.mayWrite }} />
        )}
      </div>
    </section>
  )
}

function States({ text }: { text: ArticleText }) {
  return (
    <>
      {standingOf({ ...text, isPublished: text.published !== null }).map(({ name, tone }) => (
        <Chip key={name} tone={tone}>
          {name}
        </Chip>
      ))}
    </>
  )
}

function savingWords({ saving, conflict }: Writing): string {
  if (conflict || !saving) return ''
  return {
    kept: m.knowledge_saving_kept,
    typed: m.knowledge_saving_keeping,
    keeping: m.knowledge_saving_keeping,
    failed: m.knowledge_saving_failed,
  }[saving]()
}

function ColumnSteps({ steps, locale, isActive }: { steps: Steps; locale: 'ja' | 'en'; isActive: boolean }) {
  const { primary, all } = steps
  const entries = all
    .filter((one) => !one.isOff)
    .map(({ name, keys, run, isDangerous }) => ({ name, keys, run, isDangerous: isDangerous ?? false }))
  return (
    <>
      {primary && (
        <Button look={isActive ? 'primary' : 'line'} onClick={primary.run}>
          {primary.name}
        </Button>
      )}
      <Menu
        entries={entries}
        trigger={
          <IconButton name={m.knowledge_more({ language: languageIn(locale) })}>
            <Icon name="more" />
          </IconButton>
        }
      />
    </>
  )
}

type TextProps = { article: Article; writing: Writing; isActive: boolean; isOff: boolean }

function Text({ article, writing, isActive, isOff }: TextProps) {
  const { locale, words } = writing
  const [editor, setEditor] = useState<Editor | null>(null)
  const inserting = useInserting(editor, { articleId: article.id, locale })
  useActions([
    {
      id: `knowledge-insert-${locale}`,
      name: m.knowledge_insert(),
      keys: 'mod+/',
      group: m.knowledge_group(),
      whileTyping: true,
      isOff: isOff || !isActive,
      run: () => inserting.open('insert'),
    },
    ...([-1, 1] as const).map((by) => ({
      id: `knowledge-section-${by}-${locale}`,
      name: by === -1 ? m.knowledge_section_up() : m.knowledge_section_down(),
      keys: by === -1 ? 'alt+shift+arrowup' : 'alt+shift+arrowdown',
      group: m.knowledge_group(),
      whileTyping: true,
      isOff: isOff || !isActive,
      run: () => void (editor && moveSection(editor, by)),
    })),
  ])
  return (
    <div className="mx-auto max-w-[720px] px-5 pt-4 pb-16 max-phone:px-4">
      <ConflictBox writing={writing} />
      <StaleBox article={article} writing={writing} isOff={isOff} />
      <Problems text={writing.text} />
      <textarea
        rows={1}
        value={words.title}
        data-title={locale}
        lang={locale}
        maxLength={200}
        readOnly={isOff}
        aria-label={m.knowledge_title_name({ language: languageIn(locale) })}
        placeholder={m.knowledge_new_title()}
        onChange={(event) => writing.change({ title: event.target.value.replaceAll(/\s*\n\s*/g, ' ') })}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Escape') event.currentTarget.blur()
          if (event.key === 'Enter') {
            event.preventDefault()
            editor?.commands.focus('start')
          }
        }}
        className="mb-1 field-sizing-content w-full resize-none rounded-[6px] bg-transparent px-1 py-1 text-[20px] leading-[1.4] font-semibold -outline-offset-1 max-phone:text-[18px]"
      />
      {!isOff && <FormatBar editor={editor} inserting={inserting} />}
      <TextEditor
        writing={writing}
        isReadOnly={isOff}
        onEditor={setEditor}
        onInsert={() => inserting.open('insert')}
        onFiles={inserting.takeFiles}
        onOpen={inserting.openChosen}
      />
      <InsertLayers editor={editor} inserting={inserting} article={article} locale={locale} />
    </div>
  )
}

/** What an editor should mend, as the desk found it at the last save. */
function Problems({ text }: { text: ArticleText | null }) {
  if (!text || text.problems.length === 0) return null
  const words = {
    broken_link: m.knowledge_problem_broken_link,
    unpublished_link: m.knowledge_problem_unpublished_link,
    missing_file: m.knowledge_problem_missing_file,
    missing_alt: m.knowledge_problem_missing_alt,
  }
  return (
    <ul className="mb-3 grid gap-1 rounded-[8px] bg-kohaku-soft px-3 py-2 text-small text-kohaku">
      {[...new Set(text.problems.map((one) => one.kind))].map((kind) => (
        <li key={kind} className="flex items-start gap-2">
          <Icon name="alert" size={14} />
          {words[kind]()}
        </li>
      ))}
    </ul>
  )
}

function NotBegun({ writing, source, mayWrite }: { writing: Writing; source: Writing; mayWrite: boolean }) {
  const language = languageIn(writing.locale)
  return (
    <div className="grid h-full place-content-center gap-2 p-8 text-center">
      <p className="text-read text-ink2">{m.knowledge_begin_none({ language })}</p>
      <p className="mx-auto max-w-[40ch] text-small text-ink3">{m.knowledge_begin_about()}</p>
      {mayWrite && (
        <div className="mt-3 flex flex-wrap justify-center gap-2">
          <Button look="primary" onClick={() => void writing.begin()}>
            {m.knowledge_begin({ language })}
          </Button>
          {source.words.html !== '' && (
            <Button onClick={() => void writing.begin({ ...source.words, keywords: [] })}>
              {m.knowledge_begin_copy()}
            </Button>
          )}
        </div>
      )}
    </div>
  )
}
