import type { JSX } from 'preact'
import { Alert } from '../../ui/alert.tsx'
import { Button } from '../../ui/button.tsx'
import type { Trouble } from '../../ui/remote.ts'
import { Paragraph } from '../../ui/text.tsx'
import { useStore } from '../../ui/use-store.ts'
import { useWords } from '../../ui/words/words-context.ts'
import type { CitizenKey } from '../words/citizen-key.ts'
import type { AppointmentProps } from './appointment-part.tsx'

/** The button that makes or moves the appointment, and why it could not. */
export function BookButton({ view, page }: Pick<AppointmentProps, 'view' | 'page'>): JSX.Element {
  const words = useWords<CitizenKey>()
  const { doing, failed } = useStore(page.planning.state)
  const busy = doing === 'book'
  const { planning } = view
  const lacksAddress = planning.contact.by === 'code' && planning.contact.address === undefined
  const button = view.state === 'planning' ? 'book.button' : 'book.move'
  return (
    <>
      {failed?.doing === 'book' && (
        <Alert tone="error" role="alert">
          <Paragraph>{words.text(whyNot(failed.trouble))}</Paragraph>
        </Alert>
      )}
      {planning.mayBook === 'yes' && (view.state === 'scheduled' || !lacksAddress) && (
        <Button
          kind="primary"
          look="large"
          busy={busy}
          onPress={() => void page.planning.book(words.locale.get())}
        >
          {words.text(busy ? 'book.busy' : button)}
        </Button>
      )}
    </>
  )
}

function whyNot(trouble: Trouble): CitizenKey {
  if (trouble === 'unreachable') return 'plan.failed.unreachable'
  if (trouble.code === 'CONTACT_UNCONFIRMED') return 'plan.failed.contact'
  return trouble.code === 'AUTHENTICATION_NEEDED' ? 'plan.failed.identity' : 'plan.failed'
}
