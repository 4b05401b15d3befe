import type { JSX } from 'preact'
import { useId } from 'preact/hooks'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Paragraph } from '../ui/text.tsx'
import { useStore } from '../ui/use-store.ts'
import { useWords } from '../ui/words/words-context.ts'
import type { CitizenPage, CitizenState } from './citizen-page.ts'
import type { CitizenKey } from './words/citizen-key.ts'

/** The conversation is about to end because nothing happens: a way to stay (WCAG 2.2.1). Escape stays too. */
export function StayDialog(props: {
  expiresAt: number
  /** An appointment is about to be made. */
  planning: boolean
  state: CitizenState
  page: CitizenPage
}): JSX.Element | null {
  const words = useWords<CitizenKey>()
  const id = useId()
  const { expiresAt, page, state } = props
  const about = props.planning ? 'appointment.expiry' : 'expiry'
  const minutes = useStore(page.expiry.minutes)
  const stay = () => void page.act('stay')
  if (minutes === undefined || state.finalAt === expiresAt) return null
  return (
    <Dialog title={words.text('expiry.title')} urgent={id} onEscape={stay}>
      <div id={id}>
        <Paragraph>{words.text(`${about}.text`, { time: words.time(expiresAt) })}</Paragraph>
      </div>
      {/* It counts without being read each minute; the last one is read. */}
      <p role="timer">
        <strong>{words.text('expiry.left', { count: minutes })}</strong>
      </p>
      <p class="visually-hidden" role="status">
        {minutes === 1 && words.text('expiry.left', { count: minutes })}
      </p>
      {state.failed?.doing === 'stay' && (
        <Alert tone="error" role="alert">
          <Paragraph>{words.text('expiry.failed')}</Paragraph>
        </Alert>
      )}
      <div class="dialog__actions">
        <Button kind="primary" busy={state.doing === 'stay'} onPress={stay}>
          {words.text(`${about}.stay`)}
        </Button>
      </div>
    </Dialog>
  )
}
