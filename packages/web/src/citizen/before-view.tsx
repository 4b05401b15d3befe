import type { CitizenView } from '@balie/desk-api/client'
import type { JSX } from 'preact'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icons/icon.tsx'
import { ShownText } from '../ui/shown-text.tsx'
import { Heading, Paragraph } from '../ui/text.tsx'
import { useWords } from '../ui/words/words-context.ts'
import type { CitizenPage, CitizenState } from './citizen-page.ts'
import { IdentityDetails } from './identity-details.tsx'
import { identityText, mayLogIn } from './identity-text.ts'
import type { CitizenKey } from './words/citizen-key.ts'

/** Before anything starts: which organisation, what for, what has been shared, and the button (threat B1). */
export function BeforeView(props: {
  view: Extract<CitizenView, { state: 'before' }>
  state: CitizenState
  page: CitizenPage
}): JSX.Element {
  const words = useWords<CitizenKey>()
  const { organisation, purpose, identity, authentication, schedules } = props.view
  const about = schedules ? 'appointment.before' : 'before'
  // What is awaited is left to come before anything else is offered.
  const possible = authentication.possible && identity.state !== 'awaiting'
  const text = identityText(identity, possible, schedules)
  const busy = props.state.doing === 'begin'
  return (
    <div class="sheet">
      <div class="sheet__title">
        <p class="quiet">{words.text(`${about}.about`)}</p>
        <Heading level={1}>
          <ShownText text={words.pick(purpose)} />
        </Heading>
        <Paragraph look="lead">{words.text(`${about}.with`, { organisation })}</Paragraph>
      </div>
      <section class="identity-card" aria-labelledby="identity" aria-live="polite">
        <div class={`identity-card__title identity-card__title--${identity.state}`}>
          <Icon name={text.icon} />
          <Heading level={2} id="identity">
            {words.text(text.title)}
          </Heading>
        </div>
        <IdentityDetails
          identity={identity}
          organisation={organisation}
          possible={possible}
          planning={schedules}
        />
        {mayLogIn(props.view) && (
          <div class="identity-line__actions">
            <Button look="small" onPress={() => void props.page.logIn.begin()}>
              {words.text('logIn.button')}
            </Button>
          </div>
        )}
      </section>
      {props.state.failed?.doing === 'begin' && (
        <Alert tone="error" role="alert">
          <Paragraph>{words.text(`${about}.failed`)}</Paragraph>
        </Alert>
      )}
      <Button kind="primary" look="large" busy={busy} onPress={() => void props.page.act('begin')}>
        {words.text(busy ? `${about}.busy` : `${about}.begin`)}
      </Button>
    </div>
  )
}
