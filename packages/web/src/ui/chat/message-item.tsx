import type { JSX } from 'preact'
import { Button } from '../button.tsx'
import { Icon, type IconName } from '../icons/icon.tsx'
import { ShownText } from '../shown-text.tsx'
import { useWords } from '../words/words-context.ts'
import type { MessageRow, MessageStatus } from './message-rows.ts'

const icons: Record<MessageStatus, IconName> = {
  sending: 'clock',
  held: 'clock',
  sent: 'check',
  delivered: 'checks',
  read: 'checks',
  failed: 'warning',
  over: 'warning',
}

/** One message, with who, when and, on one's own, how far it has come. */
export function MessageItem(props: {
  row: MessageRow
  /** Who wrote it, in words. */
  writer: string
  onRetry: (key: string) => void
  onDrop: (key: string) => void
}): JSX.Element {
  const words = useWords()
  const { row } = props
  // Where one's own messages stand is where nobody else's do.
  const named = row.opens && !(row.own && props.writer === words.text('chat.you'))
  const failed = row.status === 'failed' || row.status === 'over'
  return (
    <li
      class={`message message--${row.own ? 'own' : 'other'}${row.opens ? ' message--opens' : ''}${failed ? ' message--failed' : ''}`}
    >
      <p class={named ? 'message__writer' : 'visually-hidden'}>
        <ShownText text={props.writer} />
      </p>
      <div class="message__text">
        <ShownText text={row.text} place="lines" />
      </div>
      <p class="message__about">
        <time dateTime={new Date(row.at).toISOString()}>{words.time(row.at)}</time>
        {row.status !== undefined && (
          // A change of this must not be read out: only new messages are.
          <span class="message__status" aria-live="off">
            <Icon name={icons[row.status]} />
            {words.text(`chat.${row.status === 'over' ? 'failed' : row.status}`)}
          </span>
        )}
      </p>
      {row.status === 'failed' && (
        <p class="message__choices">
          <Button kind="subtle" look="flat" onPress={() => props.onRetry(row.key)}>
            {words.text('chat.retry')}
          </Button>
          <Button kind="subtle" look="flat" onPress={() => props.onDrop(row.key)}>
            {words.text('chat.drop')}
          </Button>
        </p>
      )}
    </li>
  )
}
