import type { AgentHours, BusyTime } from '@balie/desk-api/client'
import type { JSX } from 'preact'
import { Button } from '../../ui/button.tsx'
import { Heading, Paragraph } from '../../ui/text.tsx'
import { useWords } from '../../ui/words/words-context.ts'
import { dateIn } from '../appointments/calendar-date.ts'
import { type MomentText, momentText } from '../appointments/moment-text.ts'
import type { DeskKey } from '../words/desk-key.ts'
import { emptyBusy } from './busy-draft.ts'
import { BusyForm } from './busy-form.tsx'
import type { HoursPage, HoursState } from './hours-page.ts'
import { SectionNotice } from './section-notice.tsx'

/** Times at which one cannot, whatever the hours. */
export function BusySection(props: { page: HoursPage; state: HoursState; hours: AgentHours }): JSX.Element {
  const words = useWords<DeskKey>()
  const { page, state, hours } = props
  const text = momentText(words.locale.get(), hours.zone)
  return (
    <section class="hours__section" aria-labelledby="busy">
      <Heading level={3} id="busy">
        {words.text('busy.title')}
      </Heading>
      {hours.busy.length === 0 && <Paragraph>{words.text('busy.empty')}</Paragraph>}
      <ul class="hours__list">
        {hours.busy.map((busy) => {
          const when = spanText(busy, text, hours.zone)
          return (
            <li key={busy.id}>
              <p>{when}</p>
              <div class="hours__row-actions">
                <Button
                  look="small"
                  label={words.text('busy.remove.label', { when })}
                  busy={state.busy === 'busy'}
                  onPress={() => void page.removeBusy(busy)}
                >
                  {words.text('busy.remove')}
                </Button>
              </div>
            </li>
          )
        })}
      </ul>
      <SectionNotice section="busy" state={state} />
      {state.busyTime !== undefined ? (
        <BusyForm
          draft={state.busyTime}
          today={hours.today}
          busy={state.busy === 'busy'}
          onWrite={(busyTime) => page.fill({ busyTime })}
          onSave={() => void page.addBusy()}
          onClose={() => page.fill({ busyTime: undefined })}
        />
      ) : (
        <Button look="small" onPress={() => page.fill({ busyTime: emptyBusy(hours.today) })}>
          {words.text('busy.add')}
        </Button>
      )}
    </section>
  )
}

/** On one day: the day once. Over several: both days. */
function spanText({ starts, ends }: BusyTime, text: MomentText, zone: string): string {
  return dateIn(zone, starts) === dateIn(zone, ends)
    ? `${text.dayOf(starts)}, ${text.span(starts, ends)}`
    : `${text.dayOf(starts)}, ${text.time(starts)} – ${text.dayOf(ends)}, ${text.time(ends)}`
}
