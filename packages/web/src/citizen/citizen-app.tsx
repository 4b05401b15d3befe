import type { JSX } from 'preact'
import { useEffect, useLayoutEffect, useState } from 'preact/hooks'
import { Alert } from '../ui/alert.tsx'
import { unreadCount } from '../ui/chat/thread.ts'
import { ConnectionBanner } from '../ui/connection-banner.tsx'
import { LanguageSwitch } from '../ui/language-switch.tsx'
import { createLatePart } from '../ui/late-part.ts'
import { Loading } from '../ui/loading.tsx'
import { matchRemote, readyValue } from '../ui/remote.ts'
import { SkipLink } from '../ui/skip-link.tsx'
import { Paragraph } from '../ui/text.tsx'
import { TroubleNotice } from '../ui/trouble-notice.tsx'
import { useStore } from '../ui/use-store.ts'
import { useWords } from '../ui/words/words-context.ts'
import { AppointmentPart } from './appointment/appointment-part.tsx'
import { BeforeView } from './before-view.tsx'
import type { Channel } from './channel-of.ts'
import type { CitizenPage } from './citizen-page.ts'
import { ElsewhereView } from './elsewhere-view.tsx'
import { LogInDialog } from './log-in-dialog.tsx'
import { LogOutButton } from './log-out-button.tsx'
import { StayDialog } from './stay-dialog.tsx'
import { TalkView } from './talk-view.tsx'
import type { CitizenKey } from './words/citizen-key.ts'

/** The whole of the citizen's page. What only an appointment needs is fetched only where one comes for that. */
export function CitizenApp({ page, channel }: { page: CitizenPage; channel: Channel }): JSX.Element {
  const words = useWords<CitizenKey>()
  const state = useStore(page.state)
  const connection = useStore(page.connection.state)
  const { thread, readUpTo } = useStore(page.chat.state)
  const [announce, setAnnounce] = useState(true)
  const view = readyValue(state.view)
  const talks = view !== undefined && 'receipts' in view
  const organisation = view?.organisation
  const expiresAt = view !== undefined && 'expiresAt' in view ? view.expiresAt : undefined
  const unread = talks ? unreadCount(thread, readUpTo) : 0
  const locale = words.locale.get()
  const [late] = useState(() => createLatePart(() => import('./appointment/appointment-view.tsx')))

  useEffect(() => {
    if (channel === 'appointment') void late.load()
  }, [channel, late])

  useLayoutEffect(() => {
    document.documentElement.lang = locale
    if (organisation === undefined) return
    const title = channel === 'appointment' ? 'page.title.appointment' : 'page.title'
    const key = unread > 0 ? 'page.news' : title
    document.title = words.text(key, { organisation, count: unread })
  }, [locale, organisation, unread, words, channel])

  const retry = () => void page.load()
  return (
    <div class={talks ? 'citizen citizen--talk' : 'citizen'}>
      <SkipLink to="content" />
      <header class="masthead">
        <p class="masthead__name">{organisation}</p>
        <div class="masthead__tools">
          {view !== undefined && <LogOutButton view={view} state={state} page={page} />}
          <LanguageSwitch />
        </div>
      </header>
      <ConnectionBanner connection={connection} />
      {state.failed?.doing === 'logout' && (
        <div class="masthead__trouble">
          <Alert tone="error" role="alert">
            <Paragraph>{words.text('logOut.failed')}</Paragraph>
          </Alert>
        </div>
      )}
      <main class="citizen__main" id="content" tabIndex={-1}>
        {matchRemote(state.view, {
          first: () => <Loading page />,
          loading: () => <Loading page />,
          failed: (trouble) => (
            <div class="sheet">
              <TroubleNotice trouble={trouble} level={1} onRetry={retry} />
            </div>
          ),
          ready: (ready) => {
            if (ready.state === 'elsewhere')
              return <ElsewhereView view={ready} page={page} channel={channel} />
            if (ready.state === 'before') return <BeforeView view={ready} state={state} page={page} />
            if (ready.state === 'planning' || ready.state === 'scheduled')
              return <AppointmentPart late={late} view={ready} state={state} page={page} />
            return (
              <TalkView
                view={ready}
                state={state}
                page={page}
                channel={channel}
                announce={announce}
                onAnnounce={setAnnounce}
              />
            )
          },
        })}
      </main>
      <LogInDialog logIn={page.logIn} channel={channel} />
      {expiresAt !== undefined && (
        <StayDialog expiresAt={expiresAt} planning={view?.state === 'planning'} state={state} page={page} />
      )}
    </div>
  )
}
