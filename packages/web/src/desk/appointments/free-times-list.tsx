import type { FreeTimes } from '@balie/desk-api/client'
import type { JSX } from 'preact'
import { useId } from 'preact/hooks'
import { Button } from '../../ui/button.tsx'
import { Paragraph } from '../../ui/text.tsx'
import { useWords } from '../../ui/words/words-context.ts'
import type { DeskKey } from '../words/desk-key.ts'
import { addDays } from './calendar-date.ts'
import type { MomentText } from './moment-text.ts'

/** A page of days with free times, and the ways to the pages before and after. */
export function FreeTimesList(props: {
  page: FreeTimes
  text: MomentText
  chosen: number | undefined
  onChoose: (starts: number) => void
  onLoad: (from: string) => void
}): JSX.Element {
  const words = useWords<DeskKey>()
  const name = useId()
  const { page, text } = props
  const { previous, next } = page
  return (
    <div class="free-times">
      {page.days.length === 0 && (
        <Paragraph>
          {words.text('move.empty', { from: text.day(page.from), until: text.day(addDays(page.until, -1)) })}
        </Paragraph>
      )}
      {page.days.map(({ date, starts }) => (
        <fieldset key={date} class="free-times__day">
          <legend>{text.day(date)}</legend>
          <div class="free-times__times">
            {starts.map((moment) => (
              <label key={moment} class="free-time">
                <input
                  type="radio"
                  class="visually-hidden"
                  name={name}
                  checked={moment === props.chosen}
                  onChange={() => props.onChoose(moment)}
                />
                <span>{text.time(moment)}</span>
              </label>
            ))}
          </div>
        </fieldset>
      ))}
      <div class="free-times__pages">
        {previous !== undefined && (
          <Button look="small" onPress={() => props.onLoad(previous)}>
            {words.text('move.earlier')}
          </Button>
        )}
        {next !== undefined && (
          <Button look="small" onPress={() => props.onLoad(next)}>
            {words.text('move.later')}
          </Button>
        )}
      </div>
    </div>
  )
}
