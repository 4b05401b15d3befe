import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Button } from '../../ui/button.tsx'
import { MomentField } from '../../ui/moment-field.tsx'
import { Segments } from '../../ui/segments.tsx'
import { useWords } from '../../ui/words/words-context.ts'
import type { DeskKey } from '../words/desk-key.ts'
import { dateProblem, type ExceptionDraft } from './exception-draft.ts'
import { dayProblems } from './hours-problems.ts'
import { PeriodsEditor } from './periods-editor.tsx'

/** A day that is other than usual: not working, or other hours. */
export function ExceptionForm(props: {
  draft: ExceptionDraft
  today: string
  busy: boolean
  onWrite: (draft: ExceptionDraft) => void
  onSave: () => void
  onClose: () => void
}): JSX.Element {
  const words = useWords<DeskKey>()
  const { draft, onWrite } = props
  const [tried, setTried] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const { date, works, periods } = draft
  const wrongDate = dateProblem(date, props.today)
  const isTold = tried || (date !== '' && wrongDate !== undefined)

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
      <MomentField
        type="date"
        label={words.text('exceptions.date')}
        value={date}
        min={props.today}
        error={isTold && wrongDate !== undefined ? words.text(wrongDate) : undefined}
        onInput={(date) => onWrite({ ...draft, date })}
      />
      <Segments
        label={words.text('exceptions.kind')}
        options={[
          { value: 'off', label: words.text('exceptions.kind.off') },
          { value: 'other', label: words.text('exceptions.kind.other') },
        ]}
        value={works ? 'other' : 'off'}
        onChange={(kind) => onWrite({ ...draft, works: kind === 'other' })}
      />
      {works && (
        <>
          <PeriodsEditor
            day={words.text('exceptions.day')}
            periods={periods}
            problems={dayProblems(periods)}
            tried={tried}
            onChange={(periods) => onWrite({ ...draft, periods })}
          />
          {tried && periods.length === 0 && (
            <p class="utrecht-form-field-error-message">{words.text('exception.problem.none')}</p>
          )}
        </>
      )}
      <div class="hours__actions">
        <Button kind="primary" submit busy={props.busy}>
          {words.text('exceptions.save')}
        </Button>
        <Button onPress={props.onClose}>{words.text('dialog.cancel')}</Button>
      </div>
    </form>
  )
}
