import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Button } from '../../ui/button.tsx'
import { MomentField } from '../../ui/moment-field.tsx'
import { useWords } from '../../ui/words/words-context.ts'
import type { DeskKey } from '../words/desk-key.ts'
import { type BusyDraft, busyProblem, withBusy } from './busy-draft.ts'

const ends = ['from', 'until'] as const

/** A time at which one cannot: from and until, on one day or over several. */
export function BusyForm(props: {
  draft: BusyDraft
  today: string
  busy: boolean
  onWrite: (draft: BusyDraft) => void
  onSave: () => void
  onClose: () => void
}): JSX.Element {
  const words = useWords<DeskKey>()
  const { draft, onWrite } = props
  const [tried, setTried] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const problem = busyProblem(draft, props.today)
  const isTold = tried || (problem !== undefined && problem.text !== 'busy.problem.missing')

  useEffect(() => form.current?.querySelector('input')?.focus(), [])

  return (
    <form
      class="hours__form"
      noValidate
      ref={form}
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        props.onSave()
      }}
    >
      {ends.map((at) => (
        <fieldset key={at} class="busy__end">
          <legend>{words.text(`busy.${at}`)}</legend>
          <MomentField
            type="date"
            label={words.text('busy.date')}
            value={draft[at].date}
            min={at === 'from' ? props.today : draft.from.date}
            error={isTold && problem?.at === at ? words.text(problem.text) : undefined}
            onInput={(date) => onWrite(withBusy(draft, at, { date }))}
          />
          <MomentField
            type="time"
            label={words.text('busy.time')}
            value={draft[at].time}
            onInput={(time) => onWrite(withBusy(draft, at, { time }))}
          />
        </fieldset>
      ))}
      <div class="hours__actions">
        <Button kind="primary" submit busy={props.busy}>
          {words.text('busy.save')}
        </Button>
        <Button onPress={props.onClose}>{words.text('dialog.cancel')}</Button>
      </div>
    </form>
  )
}
