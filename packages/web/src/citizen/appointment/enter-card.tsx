import type { BookedAppointment, CitizenView } from '@balie/desk-api/client'
import type { JSX } from 'preact'
import { Alert } from '../../ui/alert.tsx'
import { Button } from '../../ui/button.tsx'
import { Heading, Paragraph } from '../../ui/text.tsx'
import { useStore } from '../../ui/use-store.ts'
import { useWords } from '../../ui/words/words-context.ts'
import type { CitizenPage, CitizenState } from '../citizen-page.ts'
import { LogInCard } from '../log-in-card.tsx'
import { createWhen } from '../when.ts'
import type { CitizenKey } from '../words/citizen-key.ts'

/** The way in to the meeting: from when on, logging in again first where that is needed (AC-5), and the button. */
export function EnterCard(props: {
  view: Extract<CitizenView, { state: 'scheduled' }>
  appointment: BookedAppointment
  state: CitizenState
  page: CitizenPage
}): JSX.Element {
  const words = useWords<CitizenKey>()
  const { view, appointment, state, page } = props
  const now = useStore(page.time.now)
  const busy = state.doing === 'enterMeeting'
  const when = createWhen(words, appointment.zone)
  const isOpen = now >= appointment.opens
  if (isOpen && appointment.needsLogIn)
    return (
      <LogInCard
        title={words.text('enter.title')}
        text={words.text(now < appointment.starts ? 'enter.logIn.text' : 'enter.logIn.begun', {
          time: when.time(appointment.starts),
        })}
        button={words.text('enter.logIn.button')}
        authentication={view.authentication}
        page={page}
      />
    )
  return (
    <section class="identity-card" aria-labelledby="enter">
      <Heading level={2} id="enter">
        {words.text('enter.title')}
      </Heading>
      <div role="status">
        <Paragraph>
          {isOpen
            ? words.text('enter.now')
            : words.text('enter.later', {
                moment: when.moment(appointment.opens),
              })}
        </Paragraph>
      </div>
      {!isOpen && appointment.needsLogIn && <Paragraph>{words.text('enter.logIn.later')}</Paragraph>}
      {state.failed?.doing === 'enterMeeting' && (
        <Alert tone="error" role="alert">
          <Paragraph>{words.text('enter.failed')}</Paragraph>
        </Alert>
      )}
      {isOpen && (
        <div class="identity-line__actions">
          <Button kind="primary" look="large" busy={busy} onPress={() => void page.act('enterMeeting')}>
            {words.text(busy ? 'enter.busy' : 'enter.button')}
          </Button>
        </div>
      )}
    </section>
  )
}
