import type { ComponentChildren, JSX } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Button } from '../button.tsx'
import { Icon } from '../icons/icon.tsx'
import { useWords } from '../words/words-context.ts'
import { type LogMark, logEntries } from './log-entries.ts'
import { MessageItem } from './message-item.tsx'
import type { MessageRow } from './message-rows.ts'

const nearTheEnd = 48

/** The messages, the newest below. Stays with the newest, unless somebody reads back. */
export function MessageLog(props: {
  rows: readonly MessageRow[]
  /** What happened between the messages. */
  marks?: readonly LogMark[]
  /** Whether new messages are read out: not while the history comes in, nor when the reader silenced it. */
  announce: boolean
  writerOf: (row: MessageRow) => string
  /** What stands after the last. */
  after?: ComponentChildren
  onRetry: (key: string) => void
  onDrop: (key: string) => void
}): JSX.Element {
  const words = useWords()
  const log = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  const [newBelow, setNewBelow] = useState(false)
  const drawn = useRef<string | undefined>(undefined)
  const last = props.rows.at(-1)

  function toEnd(): void {
    log.current?.scrollTo({ top: log.current.scrollHeight })
    // On a low screen the page scrolls instead of the log.
    document.scrollingElement?.scrollTo({ top: document.scrollingElement.scrollHeight })
    atEnd.current = true
    setNewBelow(false)
  }

  useLayoutEffect(() => {
    if (drawn.current === last?.key) return
    drawn.current = last?.key
    if (atEnd.current || last?.own === true) toEnd()
    else if (last !== undefined) setNewBelow(true)
  })

  // The keyboard of a phone or a growing box to write in take room away; a message that failed asks for more.
  useLayoutEffect(() => {
    const watch = new ResizeObserver(() => atEnd.current && toEnd())
    if (log.current !== null) watch.observe(log.current)
    if (content.current !== null) watch.observe(content.current)
    return () => watch.disconnect()
  }, [])

  return (
    <div class="log-frame">
      <div
        class="log"
        ref={log}
        role="log"
        aria-label={words.text('chat.log')}
        aria-live={props.announce ? 'polite' : 'off'}
        aria-relevant="additions"
        // It scrolls, so the keyboard must reach it.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: WCAG 2.1.1 for scrolling regions
        tabIndex={0}
        onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
          atEnd.current = scrollHeight - scrollTop - clientHeight < nearTheEnd
          if (atEnd.current) setNewBelow(false)
        }}
      >
        <div ref={content}>
          <ol class="log__messages">
            {logEntries(props.rows, props.marks ?? []).map((entry) =>
              entry.kind === 'day' ? (
                <li key={entry.key} class="log__day">
                  {words.day(entry.at)}
                </li>
              ) : entry.kind === 'mark' ? (
                <li key={entry.key} class="log__mark">
                  <Icon name="person" />
                  {entry.mark.text}
                </li>
              ) : (
                <MessageItem
                  key={entry.key}
                  row={entry.row}
                  writer={props.writerOf(entry.row)}
                  onRetry={props.onRetry}
                  onDrop={props.onDrop}
                />
              ),
            )}
          </ol>
          {props.after}
        </div>
      </div>
      {newBelow && (
        <p class="log__new">
          <Button kind="primary" look="small" onPress={toEnd}>
            <Icon name="down" />
            {words.text('chat.newBelow')}
          </Button>
        </p>
      )}
    </div>
  )
}
