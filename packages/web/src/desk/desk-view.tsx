import type { Agent } from '@balie/desk-api/client'
import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Alert } from '../ui/alert.tsx'
import { ConnectionBanner } from '../ui/connection-banner.tsx'
import { readyValue } from '../ui/remote.ts'
import { Paragraph } from '../ui/text.tsx'
import { useStore } from '../ui/use-store.ts'
import { useWords } from '../ui/words/words-context.ts'
import { attention, listConversations } from './conversation-list.ts'
import { ConversationsView } from './conversations-view.tsx'
import { DeskHead } from './desk-head.tsx'
import type { DeskPage, DeskState } from './desk-page.ts'
import type { DeskPart } from './desk-place.ts'
import { readSettings, writeSettings } from './desk-settings.ts'
import { HelpDialog } from './help-dialog.tsx'
import { LazyPart } from './lazy-part.tsx'
import type { PartMemory } from './part-memory.ts'
import { usePlaces } from './place-context.ts'
import { useShortcuts } from './use-shortcuts.ts'
import { useUnsavedWarning } from './use-unsaved-warning.ts'
import type { DeskKey } from './words/desk-key.ts'

const loadAppointments = async () => (await import('./appointments/appointments-part.tsx')).AppointmentsPart
const loadHours = async () => (await import('./hours/hours-part.tsx')).HoursPart

/** The desk of a signed-in agent: the part where the agent is, with what goes on in all of them. */
export function DeskView(props: {
  page: DeskPage
  state: DeskState
  agent: Agent
  storage: Storage | undefined
}): JSX.Element {
  const words = useWords<DeskKey>()
  const { page, state, agent, storage } = props
  const { part } = useStore(usePlaces().state)
  const connection = useStore(page.connection.state)
  const [settings, setSettings] = useState(() => readSettings(storage))
  const [help, setHelp] = useState(false)
  const [unsaved, setUnsaved] = useState(false)
  const memory = useRef<PartMemory>({}).current
  useShortcuts({
    page,
    letters: settings.letters,
    conversations: part === 'conversations',
    onHelp: () => setHelp(true),
  })
  useUnsavedWarning(unsaved)
  useFocusOnArrival(part)

  return (
    <div class="desk" data-part={part}>
      <DeskHead
        agent={agent}
        part={part}
        attention={attention(listConversations(readyValue(state.list) ?? [], agent.id))}
        unsaved={unsaved}
        onHelp={() => setHelp(true)}
        onSignOut={() => void page.signOut()}
      />
      <ConnectionBanner connection={connection} />
      {part === 'conversations' && (
        <ConversationsView page={page} state={state} agent={agent} announce={settings.announce} />
      )}
      {part !== 'conversations' && (
        <main class="part" id="part" tabIndex={-1} key={part}>
          {state.notice === 'signOut.failed' && (
            <Alert tone="error" role="alert">
              <Paragraph>{words.text(state.notice)}</Paragraph>
            </Alert>
          )}
          {part === 'appointments' && <LazyPart load={loadAppointments} with={{ page, agent, memory }} />}
          {part === 'hours' && <LazyPart load={loadHours} with={{ page, memory, onUnsaved: setUnsaved }} />}
        </main>
      )}
      <p class="visually-hidden" role="status">
        {settings.announce &&
          state.arrived !== undefined &&
          words.text('list.new', { purpose: words.pick(state.arrived.purpose) })}
      </p>
      {help && (
        <HelpDialog
          settings={settings}
          onChange={(next) => {
            setSettings(next)
            writeSettings(storage, next)
          }}
          onClose={() => setHelp(false)}
        />
      )}
    </div>
  )
}

/** Another part begins at its beginning, also for a screen reader. */
function useFocusOnArrival(part: DeskPart): void {
  const before = useRef(part)
  useEffect(() => {
    if (before.current === part) return
    before.current = part
    scrollTo(0, 0)
    const main = document.getElementById('part')
    if (main !== null && !main.contains(document.activeElement)) main.focus({ preventScroll: true })
  }, [part])
}
