import type { JSX } from 'preact'
import { Alert } from '../../ui/alert.tsx'
import { Button } from '../../ui/button.tsx'
import { Paragraph } from '../../ui/text.tsx'
import { useWords } from '../../ui/words/words-context.ts'
import type { CitizenPage } from '../citizen-page.ts'
import { createWhen } from '../when.ts'
import type { CitizenKey } from '../words/citizen-key.ts'
import type { LostTime } from './planning.ts'

/** A time that is gone, and what one can choose instead at once. */
export function LostNote(props: { lost: LostTime; zone: string; page: CitizenPage }): JSX.Element {
  const words = useWords<CitizenKey>()
  const { lost, page } = props
  const when = createWhen(words, props.zone)
  const ranOut = lost.why === 'ran_out'
  const other = ranOut ? lost.starts : lost.next
  return (
    <Alert tone={ranOut ? 'info' : 'error'} role="alert">
      <Paragraph>
        <strong>
          {words.text(ranOut ? 'plan.ranOut' : 'plan.taken', { moment: when.moment(lost.starts) })}
        </strong>
      </Paragraph>
      {other !== undefined && (
        <Button look="small" onPress={() => void page.planning.hold(other)}>
          {ranOut ? words.text('plan.again') : words.text('plan.next', { moment: when.moment(other) })}
        </Button>
      )}
    </Alert>
  )
}
