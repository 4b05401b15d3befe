import type { JSX } from 'preact'
import { Alert } from '../../ui/alert.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Paragraph } from '../../ui/text.tsx'
import { useWords } from '../../ui/words/words-context.ts'
import type { DeskKey } from '../words/desk-key.ts'

/** Asks before something that the citizen notices, and stays until the server has said what became of it. */
export function TaskDialog(props: {
  title: string
  text: string
  /** The button that does it, and the one that does it not. */
  action: string
  keep: string
  busy: boolean
  failed: DeskKey | undefined
  onConfirm: () => void
  onClose: () => void
}): JSX.Element {
  const words = useWords<DeskKey>()
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      <Paragraph>{props.text}</Paragraph>
      {props.failed !== undefined && (
        <Alert tone="error" role="alert">
          <Paragraph>{words.text(props.failed)}</Paragraph>
        </Alert>
      )}
      <div class="dialog__actions">
        <Button onPress={props.onClose}>{props.keep}</Button>
        <Button kind="primary" busy={props.busy} onPress={props.onConfirm}>
          {props.action}
        </Button>
      </div>
    </Dialog>
  )
}
