import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { ShownText } from '../ui/shown-text.tsx'
import { Heading, Paragraph } from '../ui/text.tsx'
import { useStore } from '../ui/use-store.ts'
import { useWords } from '../ui/words/words-context.ts'
import type { CitizenPage, CitizenState } from './citizen-page.ts'
import { IdentityLine } from './identity-line.tsx'
import { standingText, wayOut } from './meeting-text.ts'
import { SettingsButton } from './settings-button.tsx'
import type { TalkingView } from './talk-view.tsx'
import type { CitizenKey } from './words/citizen-key.ts'

/** What for, with whom, who one is, and the way out. */
export function TalkHead(props: {
  view: TalkingView
  state: CitizenState
  page: CitizenPage
  /** Logging in is spoken of below the messages. */
  asked: boolean
  announce: boolean
  onAnnounce: (on: boolean) => void
}): JSX.Element {
  const words = useWords<CitizenKey>()
  const [asks, setAsks] = useState(false)
  const { view } = props
  const now = useStore(props.page.time.now)
  const end = wayOut(view, now)
  return (
    <header class="talk-head">
      <div class="talk-head__row">
        <div class="talk-head__title">
          <Heading level={1}>
            <ShownText text={words.pick(view.purpose)} />
          </Heading>
          <p role="status">
            <ShownText text={standingText(view, now, words)} />
          </p>
        </div>
        {view.state !== 'ended' && (
          <Button
            look="small"
            busy={props.state.doing === 'end'}
            {...(end === 'end' && { label: words.text('end.label') })}
            onPress={() => setAsks(true)}
          >
            {words.text(`${end}.button`)}
          </Button>
        )}
      </div>
      {view.state !== 'ended' && (
        <div class="talk-head__about">
          <IdentityLine view={view} state={props.state} page={props.page} asked={props.asked} />
          <SettingsButton announce={props.announce} onAnnounce={props.onAnnounce} />
        </div>
      )}
      {props.state.failed?.doing === 'end' && (
        <Alert tone="error" role="alert">
          <Paragraph>{words.text('end.failed')}</Paragraph>
        </Alert>
      )}
      {asks && (
        <ConfirmDialog
          title={words.text(`${end}.title`)}
          text={words.text(`${end}.text`)}
          action={words.text(`${end}.confirm`)}
          {...(end === 'meeting.cancel' && { keep: words.text('meeting.cancel.keep') })}
          onConfirm={() => void props.page.act('end')}
          onClose={() => setAsks(false)}
        />
      )}
    </header>
  )
}
