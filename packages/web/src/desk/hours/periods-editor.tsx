import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icons/icon.tsx'
import { MomentField } from '../../ui/moment-field.tsx'
import { useWords } from '../../ui/words/words-context.ts'
import type { DeskKey } from '../words/desk-key.ts'
import { crossesMidnight, type PeriodProblem } from './hours-problems.ts'
import { MOST_PERIODS, type PeriodDraft, withoutPeriod, withPeriod, withTime } from './week-draft.ts'

/** The periods of a day: from and until, one more, one less. */
export function PeriodsEditor(props: {
  /** Of which day, as it is read out. */
  day: string
  /** What is said while there is none. */
  empty?: string
  periods: readonly PeriodDraft[]
  problems: readonly (PeriodProblem | undefined)[]
  /** Whether what is still empty is wrong already. */
  tried: boolean
  onChange: (periods: readonly PeriodDraft[]) => void
}): JSX.Element {
  const words = useWords<DeskKey>()
  const { day, periods, problems, onChange } = props
  const root = useRef<HTMLDivElement>(null)
  const wanted = useRef<'last' | 'add' | undefined>(undefined)

  useEffect(() => {
    const fields = root.current?.querySelectorAll<HTMLElement>('.period')
    const field =
      wanted.current === 'last' ? fields?.item(fields.length - 1).querySelector('input') : undefined
    const add =
      wanted.current === 'add' ? root.current?.querySelector<HTMLElement>('.periods__add button') : undefined
    ;(field ?? add)?.focus()
    wanted.current = undefined
  }, [periods.length])

  const add = periods.length < MOST_PERIODS && (
    <div class="periods__add">
      <Button
        look="flat"
        kind="subtle"
        label={words.text('hours.period.add.label', { day })}
        onPress={() => {
          wanted.current = 'last'
          onChange(withPeriod(periods))
        }}
      >
        <Icon name="plus" />
        {words.text('hours.period.add')}
      </Button>
    </div>
  )

  return (
    <div class="periods" ref={root}>
      {periods.map((period, at) => {
        const problem = problems[at]
        const told = problem === 'hours.problem.missing' && !props.tried ? undefined : problem
        const about = words.text('hours.period.about', { day, number: at + 1 })
        return (
          // Periods have no names: they are what stands at their place.
          <div key={at} class="period">
            <MomentField
              type="time"
              label={words.text('hours.from')}
              about={about}
              value={period.starts}
              error={told === undefined ? undefined : words.text(told)}
              onInput={(starts) => onChange(withTime(periods, at, { starts }))}
            />
            <MomentField
              type="time"
              label={words.text('hours.until')}
              about={about}
              value={period.ends}
              onInput={(ends) => onChange(withTime(periods, at, { ends }))}
            />
            <Button
              look="flat"
              kind="subtle"
              label={words.text('hours.period.remove', { day, number: at + 1 })}
              onPress={() => {
                wanted.current = 'add'
                onChange(withoutPeriod(periods, at))
              }}
            >
              <Icon name="cross" />
            </Button>
            {at === periods.length - 1 && add}
            {crossesMidnight(period) && (
              <p class="period__note">
                <Icon name="info" />
                {words.text('hours.midnight')}
              </p>
            )}
          </div>
        )
      })}
      {periods.length === 0 && (
        <div class="periods__none">
          {props.empty !== undefined && <p class="periods__empty">{props.empty}</p>}
          {add}
        </div>
      )}
    </div>
  )
}
