import type { ConversationDetail } from '@balie/desk-api/client'
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { Icon } from '../ui/icons/icon.tsx'
import { ShownText } from '../ui/shown-text.tsx'
import { Heading, Paragraph } from '../ui/text.tsx'
import { useStore } from '../ui/use-store.ts'
import { useWords } from '../ui/words/words-context.ts'
import type { DeskTalk } from './desk-talk.ts'
import { IdentityMark } from './identity-mark.tsx'
import { MeetingBar } from './meeting-bar.tsx'
import type { DeskKey } from './words/desk-key.ts'

/** What the conversation is for, whether the citizen is there, and closing it. */
export function TalkPaneHead(props: { talk: DeskTalk; detail: ConversationDetail }): JSX.Element {
  const words = useWords<DeskKey>()
  const [asks, setAsks] = useState(false)
  const { talk } = props
  const { summary, identity, meeting } = props.detail
  const { doing, failed } = useStore(talk.state)
  const ended = summary.state === 'ended'
  return (
    <header class="pane__head">
      <div class="pane__title">
        <Heading level={2}>
          <ShownText text={words.pick(summary.purpose)} />
        </Heading>
        {!ended && (
          <div class="pane__facts">
            <span class="row__fact">
              <Icon name={summary.citizenPresent ? 'person' : 'away'} />
              {words.text(summary.citizenPresent ? 'list.present' : 'list.away')}
            </span>
            <span class="pane__identity">
              <IdentityMark state={summary.identity} />
            </span>
          </div>
        )}
      </div>
      {!ended && (
        <Button look="small" busy={doing === 'close'} onPress={() => setAsks(true)}>
          {words.text('talk.close')}
        </Button>
      )}
      {!ended && meeting !== undefined && <MeetingBar talk={talk} meeting={meeting} />}
      {!ended && identity.alerts.some(({ tag }) => tag === 'another_person') && (
        // Where the identity does not stand beside it.
        <div class="pane__identity pane__another">
          <Alert tone="error" role="alert">
            <strong>{words.text('alert.another_person')}</strong>
          </Alert>
        </div>
      )}
      {failed === 'close' && (
        <Alert tone="error" role="alert">
          <Paragraph>{words.text('talk.close.failed')}</Paragraph>
        </Alert>
      )}
      {asks && (
        <ConfirmDialog
          title={words.text('talk.close.title')}
          text={words.text('talk.close.text')}
          action={words.text('talk.close.confirm')}
          onConfirm={() => void talk.close()}
          onClose={() => setAsks(false)}
        />
      )}
    </header>
  )
}
