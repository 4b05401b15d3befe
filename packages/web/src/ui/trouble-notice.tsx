import type { JSX } from 'preact'
import { Button } from './button.tsx'
import { Icon } from './icons/icon.tsx'
import type { Trouble } from './remote.ts'
import { Heading, Paragraph } from './text.tsx'
import { useWords } from './words/words-context.ts'

/** What did not come, and a button to try again. */
export function TroubleNotice(props: { trouble: Trouble; level?: 1 | 2; onRetry: () => void }): JSX.Element {
  const words = useWords()
  const kind = props.trouble === 'unreachable' ? 'problem.unreachable' : 'problem'
  return (
    <div class="trouble" role="alert">
      <Icon name={props.trouble === 'unreachable' ? 'unplugged' : 'warning'} class="trouble__icon" />
      <Heading level={props.level ?? 2}>{words.text(`${kind}.title`)}</Heading>
      <Paragraph>{words.text(`${kind}.text`)}</Paragraph>
      <Button kind="primary" onPress={props.onRetry}>
        {words.text('problem.retry')}
      </Button>
    </div>
  )
}
