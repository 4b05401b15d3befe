import type { CitizenView } from '@balie/desk-api/client'
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { useWords } from '../ui/words/words-context.ts'
import type { CitizenPage, CitizenState } from './citizen-page.ts'
import type { CitizenKey } from './words/citizen-key.ts'

/** What logging out does to what is under way. */
const asksAbout: Partial<Record<CitizenView['state'], CitizenKey>> = {
  planning: 'appointment.logOut.planning',
  scheduled: 'appointment.logOut.scheduled',
  waiting: 'logOut.text',
  open: 'logOut.text',
}

/** The Logout button, for as long as there is something to log out from (SF-3, SF-5). Asks first while a conversation runs. */
export function LogOutButton(props: {
  view: CitizenView
  state: CitizenState
  page: CitizenPage
}): JSX.Element | null {
  const words = useWords<CitizenKey>()
  const [asks, setAsks] = useState(false)
  const { view, state, page } = props
  if (view.state === 'elsewhere' || !view.logout) return null
  const about = asksAbout[view.state]
  const logOut = () => void page.act('logout')
  return (
    <>
      <Button
        look="small"
        busy={state.doing === 'logout'}
        onPress={() => (about === undefined ? logOut() : setAsks(true))}
      >
        {words.text('logOut.button')}
      </Button>
      {asks && about !== undefined && (
        <ConfirmDialog
          title={words.text('logOut.title')}
          text={words.text(about)}
          action={words.text('logOut.confirm')}
          onConfirm={logOut}
          onClose={() => setAsks(false)}
        />
      )}
    </>
  )
}
