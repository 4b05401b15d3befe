import type { JSX } from 'preact'
import { Alert } from '../../ui/alert.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Paragraph } from '../../ui/text.tsx'
import { useWords } from '../../ui/words/words-context.ts'
import type { DeskKey } from '../words/desk-key.ts'

const choices = [15, 30] as const

/** Asks how much longer a meeting may take. */
export function ExtendDialog(props: {
  /** Until when it is planned now, as a time of day. */
  until: string
  busy: boolean
  failed: DeskKey | undefined
  onExtend: (minutes: number) => void
  onClose: () => void
}): JSX.Element {
  const words = useWords<DeskKey>()
  return (
    <Dialog title={words.text('extend.title')} onClose={props.onClose}>
      <Paragraph>{words.text('extend.text', { time: props.until })}</Paragraph>
      {props.failed !== undefined && (
        <Alert tone="error" role="alert">
          <Paragraph>{words.text(props.failed)}</Paragraph>
        </Alert>
      )}
      <div class="dialog__actions">
        {choices.map((minutes) => (
          <Button key={minutes} kind="primary" busy={props.busy} onPress={() => props.onExtend(minutes)}>
            {words.text('extend.minutes', { count: minutes })}
          </Button>
        ))}
        <Button onPress={props.onClose}>{words.text('dialog.cancel')}</Button>
      </div>
    </Dialog>
  )
}
