import { useCallback, useEffect, useRef, useState } from 'react'
import { cx } from '#agent/kit/classes.ts'
import { useDarkness } from '#agent/settings.ts'
import { m } from '#texts'
import type { Message } from '../contract.ts'
import { FoldButton } from './folded.tsx'
import { LinkedText } from './linked-text.tsx'

/**
 * The mail's own HTML in a frame that runs nothing. Its text stands there until the frame has loaded, so that nothing jumps;
 * pictures of strangers come only when asked for, because fetching them tells the sender that and when somebody read.
 */
export function MailFrame({ message }: { message: Message }) {
  const [images, setImages] = useState(false)
  const [quotes, setQuotes] = useState(false)
  const theme = useDarkness()
  const { frame, height, onLoad } = useOwnHeight()
  const address = `${message.htmlUrl}?images=${images ? 1 : 0}&quotes=${quotes ? 1 : 0}&theme=${theme}`
  const hasQuote = message.folded.length > 0
  return (
    <>
      {message.remoteImages > 0 && !images && (
        <div className="mb-2 flex flex-wrap items-center gap-x-2 text-small text-ink3">
          {m.agent_remote_images({ count: message.remoteImages })}
          <button
            type="button"
            className="text-ai underline underline-offset-2 max-phone:min-h-11"
            onClick={() => setImages(true)}
          >
            {m.agent_show_images()}
          </button>
        </div>
      )}
      {height === undefined && <LinkedText text={message.text} />}
      <iframe
        ref={frame}
        key={theme}
        title={m.agent_message_content()}
        src={address}
        sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
        loading="eager"
        onLoad={onLoad}
        style={{ height: height ?? 0, colorScheme: theme }}
        className={cx('block w-full border-0 bg-transparent', height === undefined && 'absolute opacity-0')}
      />
      {hasQuote && (
        <div className="mt-1">
          <FoldButton isOpen={quotes} name={m.agent_quote()} onClick={() => setQuotes(!quotes)} />
        </div>
      )}
    </>
  )
}

/** A frame as high as what is in it. */
function useOwnHeight() {
  const frame = useRef<HTMLIFrameElement>(null)
  const [height, setHeight] = useState<number>()
  const observer = useRef<ResizeObserver>(undefined)
  const onLoad = useCallback(() => {
    const page = frame.current?.contentDocument
    if (!page?.body) return
    const measure = () => {
      const next = Math.ceil(page.body.getBoundingClientRect().height)
      // Mails can be endless; beyond this the frame scrolls by itself.
      if (next > 0) setHeight(Math.min(next + 2, 6_000))
    }
    measure()
    observer.current?.disconnect()
    observer.current = new ResizeObserver(measure)
    observer.current.observe(page.body)
  }, [])
  useEffect(() => () => observer.current?.disconnect(), [])
  return { frame, height, onLoad }
}
