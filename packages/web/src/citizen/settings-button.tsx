import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Button } from '../ui/button.tsx'
import { Choice } from '../ui/choice.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { useWords } from '../ui/words/words-context.ts'
import type { CitizenKey } from './words/citizen-key.ts'

/** Opens what the citizen can choose about the page. */
export function SettingsButton(props: { announce: boolean; onAnnounce: (on: boolean) => void }): JSX.Element {
  const words = useWords<CitizenKey>()
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  return (
    <>
      <Button kind="subtle" look="quiet" onPress={() => setOpen(true)}>
        {words.text('settings.button')}
      </Button>
      {open && (
        <Dialog title={words.text('settings.button')} onClose={close}>
          <Choice label={words.text('chat.announce')} on={props.announce} onChange={props.onAnnounce} />
          <div class="dialog__actions">
            <Button onPress={close}>{words.text('settings.close')}</Button>
          </div>
        </Dialog>
      )}
    </>
  )
}
