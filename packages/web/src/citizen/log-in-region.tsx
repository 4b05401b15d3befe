import type { JSX } from 'preact'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icons/icon.tsx'
import { Paragraph } from '../ui/text.tsx'
import { useWords } from '../ui/words/words-context.ts'
import type { LogInNotice } from './log-in-notice.ts'
import type { CitizenKey } from './words/citizen-key.ts'

/** About logging in, above the box to write in: why, where it stands, and the button. Its title is read when it changes. */
export function LogInRegion(props: {
  notice: LogInNotice | undefined
  onBegin: () => void
  onPutAway: () => void
}): JSX.Element {
  const words = useWords<CitizenKey>()
  const { notice } = props
  return (
    <div
      class={notice === undefined ? 'log-in log-in--none' : 'log-in'}
      {...(notice !== undefined && { role: 'region', 'aria-label': words.text('logIn.region') })}
    >
      <p class="log-in__title" role="status">
        {notice !== undefined && (
          <>
            <Icon name={notice.icon} />
            <strong>{words.text(notice.title)}</strong>
          </>
        )}
      </p>
      {notice !== undefined && (
        <>
          <div class="log-in__text">
            <Paragraph>{notice.lines.map((line) => words.text(line)).join(' ')}</Paragraph>
          </div>
          <div class="log-in__actions">
            {notice.button !== undefined && (
              <Button kind="primary" look="small" onPress={props.onBegin}>
                {words.text(notice.button)}
              </Button>
            )}
            <Button kind="subtle" look="quiet" onPress={props.onPutAway}>
              {words.text(notice.away)}
            </Button>
          </div>
        </>
      )}
    </div>
  )
}
