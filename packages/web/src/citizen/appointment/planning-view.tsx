import type { JSX } from 'preact'
import { Alert } from '../../ui/alert.tsx'
import { Button } from '../../ui/button.tsx'
import { ShownText } from '../../ui/shown-text.tsx'
import { Heading, Paragraph } from '../../ui/text.tsx'
import { useStore } from '../../ui/use-store.ts'
import { useWords } from '../../ui/words/words-context.ts'
import { IdentityLine } from '../identity-line.tsx'
import { LogInCard } from '../log-in-card.tsx'
import { createWhen } from '../when.ts'
import type { CitizenKey } from '../words/citizen-key.ts'
import type { AppointmentProps } from './appointment-part.tsx'
import { BookButton } from './book-button.tsx'
import { ContactPart } from './contact-part.tsx'
import { HeldCard } from './held-card.tsx'
import { TimesView } from './times-view.tsx'

/** Making or moving an appointment: a time, an address, and the button that makes it (FL-7). */
export function PlanningView({ view, state, page }: AppointmentProps): JSX.Element {
  const words = useWords<CitizenKey>()
  const { doing, failed } = useStore(page.planning.state)
  const { planning, purpose } = view
  const { held } = planning
  return (
    <div class="sheet sheet--appointment">
      <div class="sheet__title">
        <p class="quiet">
          {words.text(view.state === 'planning' ? 'appointment.before.about' : 'move.title')}
        </p>
        <Heading level={1}>
          <ShownText text={words.pick(purpose)} />
        </Heading>
        {view.state === 'planning' ? (
          <Paragraph>{words.text('plan.lead', { count: planning.duration })}</Paragraph>
        ) : (
          <Paragraph>
            {words.text('move.now', {
              moment: createWhen(words, planning.zone).moment(view.appointment.starts),
            })}
          </Paragraph>
        )}
      </div>
      {view.state === 'planning' && <IdentityLine view={view} state={state} page={page} asked={false} />}
      {view.state === 'scheduled' && (
        <Button look="small" onPress={() => void page.planning.move(false)}>
          {words.text('move.keep')}
        </Button>
      )}
      {planning.mayBook === 'identity_needed' && (
        <LogInCard
          title={words.text('plan.needed.title')}
          text={words.text('plan.needed.text')}
          button={words.text('plan.needed.button')}
          authentication={view.authentication}
          page={page}
        />
      )}
      <div role="status">
        {planning.mayBook === 'identity_awaited' && (
          <Alert tone="info" icon="clock">
            <Paragraph>{words.text('plan.awaited')}</Paragraph>
          </Alert>
        )}
      </div>
      {held === undefined ? (
        <TimesView view={view} page={page} />
      ) : (
        <>
          <HeldCard held={held} planning={planning} page={page} />
          {view.state === 'planning' && <ContactPart contact={planning.contact} page={page} />}
          <BookButton view={view} page={page} />
        </>
      )}
      {failed !== undefined &&
        (failed.doing === 'hold' || failed.doing === 'release') &&
        doing === undefined && (
          <Alert tone="error" role="alert">
            <Paragraph>
              {words.text(failed.trouble === 'unreachable' ? 'plan.failed.unreachable' : 'plan.failed')}
            </Paragraph>
          </Alert>
        )}
    </div>
  )
}
