import type { CitizenView } from '@balie/desk-api/client'
import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Composer } from '../ui/chat/composer.tsx'
import { MessageLog } from '../ui/chat/message-log.tsx'
import { messageRows } from '../ui/chat/message-rows.ts'
import { TypingNote } from '../ui/chat/typing-note.tsx'
import { useStore } from '../ui/use-store.ts'
import { useWords } from '../ui/words/words-context.ts'
import type { Channel } from './channel-of.ts'
import type { CitizenPage, CitizenState } from './citizen-page.ts'
import { EndedNote, EndedSheet } from './ended-note.tsx'
import { FinalNote } from './final-note.tsx'
import { logInNotice } from './log-in-notice.ts'
import { LogInRegion } from './log-in-region.tsx'
import { TalkHead } from './talk-head.tsx'
import { WaitNote } from './wait-note.tsx'
import type { CitizenKey } from './words/citizen-key.ts'

export type TalkingView = Extract<CitizenView, { state: 'waiting' | 'open' | 'ended' }>

/** The conversation: waiting, with an agent, or over. */
export function TalkView(props: {
  view: TalkingView
  state: CitizenState
  page: CitizenPage
  channel: Channel
  announce: boolean
  onAnnounce: (on: boolean) => void
}): JSX.Element {
  const words = useWords<CitizenKey>()
  const { view, page } = props
  const chat = useStore(page.chat.state)
  const box = useRef<HTMLTextAreaElement>(null)
  const agent = view.state === 'open' ? view.agent.name : words.text('talk.agent')
  const rows = messageRows(chat.thread, {
    now: Date.now(),
    connected: chat.connected,
    ended: chat.ended,
  })

  useEffect(() => {
    // Who just pressed the button wants to type; on a phone the keyboard would cover what there is to read.
    if (!matchMedia('(pointer: coarse)').matches) box.current?.focus()
  }, [])

  const expiresAt = view.state === 'ended' ? undefined : view.expiresAt
  const final = props.state.finalAt === expiresAt ? expiresAt : undefined
  const [away, setAway] = useState<string | undefined>(undefined)
  const awaits = view.state === 'waiting' && view.meeting !== undefined
  const told =
    view.state === 'ended'
      ? undefined
      : logInNotice(view.authentication, view.identity, page.serverNow(), awaits)
  const notice = told?.key === away ? undefined : told

  if (view.state === 'ended' && (rows.length === 0 || props.state.loggedOut))
    return <EndedSheet view={view} state={props.state} page={page} channel={props.channel} />
  return (
    <div class="talk">
      <TalkHead
        view={view}
        state={props.state}
        page={page}
        asked={notice !== undefined}
        announce={props.announce}
        onAnnounce={props.onAnnounce}
      />
      <MessageLog
        rows={rows}
        announce={props.announce && chat.settled}
        writerOf={(row) => (row.own ? words.text('chat.you') : (row.name ?? agent))}
        after={
          view.state === 'waiting' && (
            <div class="talk__wait">
              <WaitNote meeting={view.meeting} page={page} />
            </div>
          )
        }
        onRetry={page.chat.retry}
        onDrop={page.chat.drop}
      />
      {view.state === 'ended' ? (
        <EndedNote view={view} state={props.state} page={page} channel={props.channel} />
      ) : (
        <>
          <TypingNote name={chat.otherTyping ? agent : undefined} />
          <LogInRegion
            notice={notice}
            onBegin={() => void page.logIn.begin()}
            onPutAway={() => {
              setAway(told?.key)
              box.current?.focus()
            }}
          />
          <FinalNote at={final} page={page} />
          <Composer draft={chat.draft} box={box} onWrite={page.chat.write} onSubmit={page.chat.submit} />
        </>
      )}
    </div>
  )
}
