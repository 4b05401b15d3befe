import type { BookedAppointment } from '@balie/desk-api/client'
import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Alert } from '../../ui/alert.tsx'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Icon } from '../../ui/icons/icon.tsx'
import { ShownText } from '../../ui/shown-text.tsx'
import { Heading, Paragraph } from '../../ui/text.tsx'
import { useStore } from '../../ui/use-store.ts'
import { useWords } from '../../ui/words/words-context.ts'
import { ReceiptButton } from '../receipt-button.tsx'
import { createWhen } from '../when.ts'
import type { CitizenKey } from '../words/citizen-key.ts'
import type { AppointmentProps } from './appointment-part.tsx'
import { EnterCard } from './enter-card.tsx'
import { MomentCard } from './moment-card.tsx'

/** An appointment that stands: when, what was mailed, the way in, moving and cancelling it. */
export function ScheduledView({ view, state, page }: AppointmentProps): JSX.Element | null {
  const words = useWords<CitizenKey>()
  const { booked, doing } = useStore(page.planning.state)
  const [asks, setAsks] = useState(false)
  const title = useRef<HTMLHeadingElement>(null)

  useEffect(() => {
    if (booked !== undefined) title.current?.focus()
  }, [booked])

  if (view.state !== 'scheduled') return null
  const { appointment, organisation, purpose, identity } = view
  const when = createWhen(words, appointment.zone)
  return (
    <div class="sheet sheet--appointment">
      <div class="sheet__title">
        <div role="status">
          {booked !== undefined && (
            <>
              <Alert tone="info" icon="check">
                <Paragraph>{words.text(`booked.${booked}`)}</Paragraph>
              </Alert>
              <MailNote appointment={appointment} />
            </>
          )}
        </div>
        <Heading level={1} anchor={title}>
          {words.text('booked.title')}
        </Heading>
        <Paragraph>
          <ShownText text={words.pick(purpose)} />, {words.text('booked.with', { organisation })}
        </Paragraph>
      </div>
      <section class="identity-card" aria-label={words.text('booked.title')}>
        <MomentCard starts={appointment.starts} ends={appointment.ends} zone={appointment.zone} page={page} />
        <Paragraph>{words.text('booked.how')}</Paragraph>
        <p>
          <a class="calendar-link" href={page.calendarFile} download>
            <Icon name="calendar" />
            <span>{words.text('booked.calendar')}</span>
          </a>
        </p>
      </section>
      <EnterCard view={view} appointment={appointment} state={state} page={page} />
      <div class="sheet__part">
        <div role="status">{booked === undefined && <MailNote appointment={appointment} />}</div>
        {identity.state === 'released' && (
          <Paragraph>
            {words.text('identity.released')}. {words.text('identity.released.text')}
          </Paragraph>
        )}
      </div>
      <div class="identity-line__actions">
        <Button look="small" busy={doing !== undefined} onPress={() => void page.planning.move(true)}>
          {words.text('booked.move')}
        </Button>
        <Button look="small" busy={state.doing === 'cancelAppointment'} onPress={() => setAsks(true)}>
          {words.text('booked.cancel')}
        </Button>
        <ReceiptButton organisation={organisation} state={state} page={page} small />
      </div>
      {state.failed?.doing === 'cancelAppointment' && (
        <Alert tone="error" role="alert">
          <Paragraph>{words.text('booked.failed')}</Paragraph>
        </Alert>
      )}
      {asks && (
        <ConfirmDialog
          title={words.text('booked.cancel.title')}
          text={words.text('booked.cancel.text', { moment: when.moment(appointment.starts) })}
          action={words.text('booked.cancel.confirm')}
          keep={words.text('booked.cancel.keep')}
          onConfirm={() => void page.act('cancelAppointment')}
          onClose={() => setAsks(false)}
        />
      )}
    </div>
  )
}

function MailNote({ appointment }: { appointment: BookedAppointment }): JSX.Element {
  const words = useWords<CitizenKey>()
  const { mail, contact } = appointment
  const { address } = contact
  if (mail === 'refused')
    return (
      <Alert tone="error">
        <Paragraph>{words.text('booked.mail.refused')}</Paragraph>
      </Alert>
    )
  if (mail === 'none' || address === undefined) return <Paragraph>{words.text('booked.mail.none')}</Paragraph>
  return <Paragraph>{words.text(`booked.mail.${mail}`, { address })}</Paragraph>
}
