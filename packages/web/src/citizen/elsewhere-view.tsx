import type { CitizenView } from '@balie/desk-api/client'
import type { JSX } from 'preact'
import { Heading, Paragraph } from '../ui/text.tsx'
import { useWords } from '../ui/words/words-context.ts'
import type { Channel } from './channel-of.ts'
import type { CitizenPage } from './citizen-page.ts'
import { elsewhereText } from './elsewhere-text.ts'
import { LogInCard } from './log-in-card.tsx'
import type { CitizenKey } from './words/citizen-key.ts'

/** Not this browser's conversation, or none at all: says nothing about it, and what one can do (threat B2, AC-6). */
export function ElsewhereView(props: {
  view: Extract<CitizenView, { state: 'elsewhere' }>
  page: CitizenPage
  channel: Channel
}): JSX.Element {
  const words = useWords<CitizenKey>()
  const { view, page } = props
  const { organisation, authentication } = view
  const about = props.channel === 'appointment' ? 'appointment.elsewhere' : 'elsewhere'
  const told = elsewhereText(props.channel, authentication.possible)
  return (
    <div class="sheet">
      <Heading level={1}>{words.text(told.title)}</Heading>
      <Paragraph look="lead">{words.text(told.text)}</Paragraph>
      {/* Whose it is can show that by logging in. Where that stands is of this browser's own attempt. */}
      {authentication.possible && (
        <LogInCard
          title={words.text(`${about}.logIn.title`)}
          text={words.text(`${about}.logIn.text`)}
          button={words.text('elsewhere.logIn.button')}
          authentication={authentication}
          spoiled="elsewhere.logIn.spoiled"
          page={page}
        />
      )}
      <div class="sheet__part">
        <Heading level={2}>
          {words.text(authentication.possible ? 'elsewhere.more' : 'elsewhere.what')}
        </Heading>
        <ul class="bullets">
          <li>{words.text(`${about}.back`)}</li>
          <li>{words.text(told.again, { organisation })}</li>
        </ul>
      </div>
    </div>
  )
}
