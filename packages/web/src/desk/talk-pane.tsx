import type { Agent, ConversationDetail } from '@balie/desk-api/client'
import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { Composer } from '../ui/chat/composer.tsx'
import { MessageLog } from '../ui/chat/message-log.tsx'
import { messageRows } from '../ui/chat/message-rows.ts'
import { TypingNote } from '../ui/chat/typing-note.tsx'
import { Icon } from '../ui/icons/icon.tsx'
import { Loading } from '../ui/loading.tsx'
import { matchRemote } from '../ui/remote.ts'
import { Heading, Paragraph } from '../ui/text.tsx'
import { TroubleNotice } from '../ui/trouble-notice.tsx'
import { useStore } from '../ui/use-store.ts'
import { useWords } from '../ui/words/words-context.ts'
import type { DeskTalk } from './desk-talk.ts'
import { TalkPaneHead } from './talk-pane-head.tsx'
import type { DeskKey } from './words/desk-key.ts'

interface TalkProps {
  readonly talk: DeskTalk
  readonly agent: Agent
  readonly announce: boolean
  /** Somebody came for a row of the list: the box does not take the focus. */
  readonly waits: boolean
}

/** The conversation in the middle of the desk. */
export function TalkPane(props: Omit<TalkProps, 'talk'> & { talk: DeskTalk | undefined }): JSX.Element {
  const words = useWords<DeskKey>()
  const { talk } = props
  return (
    <section class="pane pane--talk" id="talk" tabIndex={-1} aria-label={words.text('panes.conversation')}>
      {talk === undefined ? (
        <div class="pane__empty">
          <Icon name="chat" />
          <Heading level={2}>{words.text('talk.empty.title')}</Heading>
          <Paragraph>{words.text('talk.empty')}</Paragraph>
        </div>
      ) : (
        <Talk {...props} talk={talk} />
      )}
    </section>
  )
}

function Talk(props: TalkProps): JSX.Element {
  const { talk } = props
  const { detail } = useStore(talk.state)
  return matchRemote(detail, {
    first: () => <Loading />,
    loading: () => <Loading />,
    failed: (trouble) => (
      <div class="pane__trouble">
        <TroubleNotice trouble={trouble} onRetry={() => void talk.open()} />
      </div>
    ),
    ready: (ready) => <RunningTalk {...props} detail={ready} />,
  })
}

function RunningTalk(props: TalkProps & { detail: ConversationDetail }): JSX.Element {
  const words = useWords<DeskKey>()
  const { talk, agent, detail } = props
  const chat = useStore(talk.chat.state)
  const box = useRef<HTMLTextAreaElement>(null)
  const rows = messageRows(chat.thread, { now: Date.now(), connected: chat.connected, ended: chat.ended })
  const ended = detail.summary.state === 'ended'

  useEffect(() => {
    if (!props.waits && !matchMedia('(pointer: coarse)').matches) box.current?.focus()
  }, [])

  return (
    <>
      <TalkPaneHead talk={talk} detail={detail} />
      <MessageLog
        rows={rows}
        marks={detail.identity.alerts
          .filter(({ tag }) => tag === 'another_person')
          .map(({ at }) => ({ at, text: words.text('alert.another_person.mark') }))}
        announce={props.announce && chat.settled}
        writerOf={({ own, name }) => {
          if (!own) return words.text('talk.citizen')
          return name === undefined || name === agent.name ? words.text('chat.you') : name
        }}
        onRetry={talk.chat.retry}
        onDrop={talk.chat.drop}
      />
      {ended ? (
        <div class="pane__ended">
          <p role="status">
            <strong>{words.text('talk.ended')}</strong>
          </p>
          <Paragraph>{words.text('talk.ended.text')}</Paragraph>
        </div>
      ) : (
        <>
          <TypingNote name={chat.otherTyping ? words.text('talk.citizen') : undefined} />
          <Composer draft={chat.draft} box={box} onWrite={talk.chat.write} onSubmit={talk.chat.submit} />
        </>
      )}
    </>
  )
}
