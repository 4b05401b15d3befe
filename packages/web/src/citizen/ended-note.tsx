import type { CitizenView } from '@balie/desk-api/client'
import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { Heading, Paragraph } from '../ui/text.tsx'
import { useWords } from '../ui/words/words-context.ts'
import type { CitizenKey } from './words/citizen-key.ts'

type EndedView = Extract<CitizenView, { state: 'ended' }>

/** The conversation is over: by whom, when, and what now. Stands where the box to write in was. */
export function EndedNote({ view }: { view: EndedView }): JSX.Element {
  const words = useWords<CitizenKey>()
  const heading = useRef<HTMLHeadingElement>(null)

  useEffect(() => {
    // The box that had the focus is gone.
    if (document.activeElement === document.body || document.activeElement === null) heading.current?.focus()
  }, [])

  return (
    <section class="ended" aria-labelledby="ended">
      <Heading level={2} id="ended" anchor={heading}>
        {words.text('ended.title')}
      </Heading>
      <Paragraph>
        {words.text(`ended.${view.by}`, { time: words.time(view.endedAt) })} {words.text('ended.read')}
      </Paragraph>
      <Paragraph>{words.text('ended.again', { organisation: view.organisation })}</Paragraph>
    </section>
  )
}

/** The same where there are no messages to read any more: the closing page. */
export function EndedSheet({ view }: { view: EndedView }): JSX.Element {
  const words = useWords<CitizenKey>()
  return (
    <div class="sheet">
      <Heading level={1}>{words.text('ended.title')}</Heading>
      <div class="sheet__part">
        <Paragraph look="lead">
          {words.text(`ended.${view.by}`, { time: words.time(view.endedAt) })}
        </Paragraph>
        <Paragraph>{words.text('ended.again', { organisation: view.organisation })}</Paragraph>
      </div>
    </div>
  )
}
