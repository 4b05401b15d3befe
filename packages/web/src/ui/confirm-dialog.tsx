import type { JSX } from 'preact'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { Paragraph } from './text.tsx'
import { useWords } from './words/words-context.ts'

/** Asks before something that cannot be undone. The first button, which has the focus, does it not. */
export function ConfirmDialog(props: {
  title: string
  text: string
  /** A second paragraph. */
  more?: string | undefined
  action: string
  /** What the first button says, where "cancel" could be taken for the action. */
  keep?: string
  onConfirm: () => void
  onClose: () => void
}): JSX.Element {
  const words = useWords()
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      <Paragraph>{props.text}</Paragraph>
      {props.more !== undefined && <Paragraph>{props.more}</Paragraph>}
      <div class="dialog__actions">
        <Button onPress={props.onClose}>{props.keep ?? words.text('dialog.cancel')}</Button>
        <Button
          kind="primary"
          onPress={() => {
            props.onConfirm()
            props.onClose()
          }}
        >
          {props.action}
        </Button>
      </div>
    </Dialog>
  )
}
