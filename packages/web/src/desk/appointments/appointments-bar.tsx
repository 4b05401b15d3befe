import type { JSX } from 'preact'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icons/icon.tsx'
import { MomentField } from '../../ui/moment-field.tsx'
import { readyValue } from '../../ui/remote.ts'
import { Segments } from '../../ui/segments.tsx'
import { Heading } from '../../ui/text.tsx'
import { useWords } from '../../ui/words/words-context.ts'
import { usePlaces } from '../place-context.ts'
import type { DeskKey } from '../words/desk-key.ts'
import type { AppointmentsPage, AppointmentsState } from './appointments-page.ts'
import { addDays, datesOf, weekNumberOf } from './calendar-date.ts'
import { momentText } from './moment-text.ts'

/** Which day or week is shown, of whom, and how. */
export function AppointmentsBar(props: {
  page: AppointmentsPage
  state: AppointmentsState
  date: string | undefined
}): JSX.Element {
  const words = useWords<DeskKey>()
  const places = usePlaces()
  const { page, state } = props
  const { scope, range } = state
  const date = props.date ?? readyValue(state.shown)?.today ?? range.from
  const go = (date: string | undefined) =>
    places.refine({ part: 'appointments', ...(date !== undefined && { date }) })
  return (
    <header class="appointments__bar">
      <div class="appointments__title">
        <Heading level={2}>{words.text('appointments.title')}</Heading>
        <p class="appointments__range" role="status">
          <RangeText state={state} />
        </p>
      </div>
      <div class="appointments__when">
        <Button
          look="small"
          label={words.text(scope === 'week' ? 'range.previousWeek' : 'range.previousDay')}
          onPress={() => go(addDays(scope === 'week' ? range.from : date, -range.days))}
        >
          <Icon name="previous" />
        </Button>
        <Button look="small" onPress={() => go(undefined)}>
          {words.text('range.today')}
        </Button>
        <Button
          look="small"
          label={words.text(scope === 'week' ? 'range.nextWeek' : 'range.nextDay')}
          onPress={() => go(addDays(scope === 'week' ? range.from : date, range.days))}
        >
          <Icon name="next" />
        </Button>
        <MomentField
          type="date"
          label={words.text('range.date')}
          value={date}
          onInput={(value) => {
            // Half a year that is being typed is no date to go to.
            if (/^20\d\d-/.test(value)) go(value)
          }}
        />
      </div>
      <div class="appointments__how">
        <Segments
          label={words.text('range.scope')}
          options={[
            { value: 'day', label: words.text('range.day') },
            { value: 'week', label: words.text('range.week') },
          ]}
          value={scope}
          onChange={(scope) => page.choose({ scope })}
        />
        <Segments
          label={words.text('whose.label')}
          options={[
            { value: 'mine', label: words.text('whose.mine') },
            { value: 'team', label: words.text('whose.team') },
          ]}
          value={state.whose}
          onChange={(whose) => page.choose({ whose })}
        />
        {scope === 'week' && (
          <Button look="small" pressed={state.table} onPress={() => page.choose({ table: !state.table })}>
            {words.text('range.table')}
          </Button>
        )}
      </div>
    </header>
  )
}

function RangeText({ state }: { state: AppointmentsState }): JSX.Element {
  const words = useWords<DeskKey>()
  const { range, scope } = state
  const text = momentText(words.locale.get())
  if (scope === 'day') return <>{text.fullDay(range.from)}</>
  return (
    <>
      {words.text('range.weekOf', {
        number: weekNumberOf(range.from),
        from: text.plainDay(range.from),
        until: text.plainFullDay(datesOf(range).at(-1) ?? range.from),
      })}
    </>
  )
}
