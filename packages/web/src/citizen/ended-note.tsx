import type { CitizenView } from '@balie/desk-api/client'
import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { Heading, Paragraph } from '../ui/text.tsx'
import { useWords } from '../ui/words/words-context.ts'
import type { Channel } from './channel-of.ts'
import type { CitizenPage, CitizenState } from './citizen-page.ts'
import { endedText } from './ended-text.ts'
import { ReceiptButton } from './receipt-button.tsx'
import type { CitizenKey } from './words/citizen-key.ts'

interface EndedProps {
  readonly view: Extract<CitizenView, { state: 'ended' }>
  readonly state: CitizenState
  readonly page: CitizenPage
  readonly channel: Channel
}

/** The conversation is over: by whom, when, and what now. Stands where the box to write in was. */
export function EndedNote({ view, state, page, channel }: EndedProps): JSX.Element {
  const words = useWords<CitizenKey>()
  const heading = useRef<HTMLHeadingElement>(null)
  const { title, what, again } = endedText(view, channel, words)

  useEffect(() => {
    // The box that had the focus is gone.
    if (document.activeElement === document.body || document.activeElement === null) heading.current?.focus()
  }, [])

  return (
    <section class="ended" aria-labelledby="ended">
      <Heading level={2} id="ended" anchor={heading}>
        {title}
      </Heading>
      <Paragraph>
        {what} {words.text('ended.read')}
      </Paragraph>
      <Paragraph>{again}</Paragraph>
      <div class="ended__actions">
        <ReceiptButton organisation={view.organisation} state={state} page={page} small />
      </div>
    </section>
  )
}

/** The same where there are no messages to read any more: the closing page, and what logging out leaves. */
export function EndedSheet({ view, state, page, channel }: EndedProps): JSX.Element {
  const words = useWords<CitizenKey>()
  const heading = useRef<HTMLHeadingElement>(null)
  const { title, what, again } = endedText(view, channel, words)
  const loggedOut = view.by === 'logout' || state.loggedOut

  useEffect(() => {
    if (loggedOut) heading.current?.focus()
  }, [loggedOut])

  return (
    <div class="sheet">
      <Heading level={1} anchor={heading}>
        {loggedOut ? words.text('ended.loggedOut') : title}
      </Heading>
      <div class="sheet__part">
        <Paragraph look="lead">{what}</Paragraph>
        {loggedOut && <Paragraph>{words.text('ended.loggedOut.text')}</Paragraph>}
        {loggedOut && <Paragraph>{words.text('ended.loggedOut.browser')}</Paragraph>}
        <Paragraph>{again}</Paragraph>
      </div>
      <ReceiptButton organisation={view.organisation} state={state} page={page} />
    </div>
  )
}
