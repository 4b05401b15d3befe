import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { useWords } from '../ui/words/words-context.ts'
import type { CitizenPage, CitizenState } from './citizen-page.ts'
import type { CitizenIdentity } from './identity-text.ts'
import type { CitizenKey } from './words/citizen-key.ts'

/** Takes back what was shared, after saying what that means. */
export function WithdrawButton(props: {
  identity: CitizenIdentity
  state: CitizenState
  page: CitizenPage
}): JSX.Element {
  const words = useWords<CitizenKey>()
  const [asks, setAsks] = useState(false)
  const { identity, state, page } = props
  return (
    <>
      <Button look="small" busy={state.doing === 'withdraw'} onPress={() => setAsks(true)}>
        {words.text('withdraw.button')}
      </Button>
      {asks && (
        <ConfirmDialog
          title={words.text('withdraw.title')}
          text={words.text('withdraw.text')}
          more={identity.unauthenticatedAllowed ? undefined : words.text('withdraw.text.needed')}
          action={words.text('withdraw.confirm')}
          onConfirm={() => void page.act('withdraw')}
          onClose={() => setAsks(false)}
        />
      )}
    </>
  )
}
