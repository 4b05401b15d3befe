import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Button } from '../ui/button.tsx'
import { useWords } from '../ui/words/words-context.ts'
import type { CitizenPage, CitizenState } from './citizen-page.ts'
import { ReceiptDialog } from './receipt-dialog.tsx'
import type { CitizenKey } from './words/citizen-key.ts'

/** Opens the privacy receipt. */
export function ReceiptButton(props: {
  organisation: string
  state: CitizenState
  page: CitizenPage
  small?: boolean
}): JSX.Element {
  const words = useWords<CitizenKey>()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button {...(props.small === true && { look: 'small' })} onPress={() => setOpen(true)}>
        {words.text('receipt.button')}
      </Button>
      {open && (
        <ReceiptDialog
          organisation={props.organisation}
          state={props.state}
          page={props.page}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}
