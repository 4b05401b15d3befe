import type { Agent } from '@balie/desk-api/client'
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { ConnectionBanner } from '../ui/connection-banner.tsx'
import { useStore } from '../ui/use-store.ts'
import { useWords } from '../ui/words/words-context.ts'
import { DeskHead } from './desk-head.tsx'
import type { DeskPage, DeskState } from './desk-page.ts'
import { readSettings, writeSettings } from './desk-settings.ts'
import { HelpDialog } from './help-dialog.tsx'
import { IdentityPane } from './identity-pane.tsx'
import { ListPane } from './list-pane.tsx'
import { type Pane, PaneSwitch } from './pane-switch.tsx'
import { TalkPane } from './talk-pane.tsx'
import { useShortcuts } from './use-shortcuts.ts'
import type { DeskKey } from './words/desk-key.ts'

/** The desk of a signed-in agent: the list, the conversation, the identity. */
export function DeskView(props: {
  page: DeskPage
  state: DeskState
  agent: Agent
  storage: Storage | undefined
}): JSX.Element {
  const words = useWords<DeskKey>()
  const { page, state, agent, storage } = props
  const connection = useStore(page.connection.state)
  const [settings, setSettings] = useState(() => readSettings(storage))
  const [help, setHelp] = useState(false)
  const [pane, setPane] = useState<Pane>('list')
  const talk = state.talk
  useShortcuts({ page, letters: settings.letters, onHelp: () => setHelp(true) })

  // Where there is room for one pane only, the one that matters now comes forward.
  useEffect(() => setPane(talk === undefined ? 'list' : 'conversation'), [talk])

  // Another pane begins at its top.
  useEffect(() => scrollTo(0, 0), [pane])

  return (
    <div class="desk" data-pane={pane}>
      <DeskHead agent={agent} onHelp={() => setHelp(true)} onSignOut={() => void page.signOut()} />
      <ConnectionBanner connection={connection} />
      <PaneSwitch pane={pane} list={state.list} talk={talk} agentId={agent.id} onChoose={setPane} />
      <main class="panes">
        <ListPane page={page} state={state} agent={agent} />
        <TalkPane key={`talk-${talk?.id ?? ''}`} talk={talk} agent={agent} announce={settings.announce} />
        <IdentityPane key={`identity-${talk?.id ?? ''}`} talk={talk} />
      </main>
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
