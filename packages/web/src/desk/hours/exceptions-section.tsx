import type { AgentHours, HoursException } from '@balie/desk-api/client'
import type { JSX } from 'preact'
import { Button } from '../../ui/button.tsx'
import { Heading, Paragraph } from '../../ui/text.tsx'
import { useWords } from '../../ui/words/words-context.ts'
import { momentText } from '../appointments/moment-text.ts'
import type { DeskKey } from '../words/desk-key.ts'
import { emptyException, exceptionDraft } from './exception-draft.ts'
import { ExceptionForm } from './exception-form.tsx'
import type { HoursPage, HoursState } from './hours-page.ts'
import { SectionNotice } from './section-notice.tsx'

/** Days that are other than usual. */
export function ExceptionsSection(props: {
  page: HoursPage
  state: HoursState
  hours: AgentHours
}): JSX.Element {
  const words = useWords<DeskKey>()
  const { page, state, hours } = props
  const draft = state.exception
  const text = momentText(words.locale.get(), hours.zone)
  return (
    <section class="hours__section" aria-labelledby="exceptions">
      <Heading level={3} id="exceptions">
        {words.text('exceptions.title')}
      </Heading>
      {hours.exceptions.length === 0 && <Paragraph>{words.text('exceptions.empty')}</Paragraph>}
      <ul class="hours__list">
        {hours.exceptions.map((exception) => {
          const day = text.fullDay(exception.date)
          return (
            <li key={exception.date}>
              <p>
                <strong>{day}</strong>
                <br />
                <ExceptionHours exception={exception} />
              </p>
              <div class="hours__row-actions">
                <Button
                  look="small"
                  label={words.text('exceptions.change.label', { day })}
                  onPress={() => page.fill({ exception: exceptionDraft(exception) })}
                >
                  {words.text('exceptions.change')}
                </Button>
                <Button
                  look="small"
                  label={words.text('exceptions.remove.label', { day })}
                  busy={state.busy === 'exceptions'}
                  onPress={() => void page.removeException(exception)}
                >
                  {words.text('exceptions.remove')}
                </Button>
              </div>
            </li>
          )
        })}
      </ul>
      <SectionNotice section="exceptions" state={state} />
      {draft === undefined ? (
        <Button look="small" onPress={() => page.fill({ exception: emptyException })}>
          {words.text('exceptions.add')}
        </Button>
      ) : (
        <ExceptionForm
          draft={draft}
          today={hours.today}
          busy={state.busy === 'exceptions'}
          onWrite={(exception) => page.fill({ exception })}
          onSave={() => void page.saveException()}
          onClose={() => page.fill({ exception: undefined })}
        />
      )}
    </section>
  )
}

function ExceptionHours({ exception }: { exception: HoursException }): JSX.Element {
  const words = useWords<DeskKey>()
  const { clock } = momentText(words.locale.get())
  if (exception.hours.length === 0) return <>{words.text('exceptions.off')}</>
  return <>{exception.hours.map(({ starts, ends }) => `${clock(starts)} – ${clock(ends)}`).join(', ')}</>
}
