import type { Agent } from '@balie/desk-api/client'
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { DeskPage, DeskState } from './desk-page.ts'
import { IdentityPane } from './identity-pane.tsx'
import { ListPane } from './list-pane.tsx'
import { type Pane, PaneSwitch } from './pane-switch.tsx'
import { usePlaces } from './place-context.ts'
import { TalkPane } from './talk-pane.tsx'

/** The conversations: the list, the conversation, the identity. */
export function ConversationsView(props: {
  page: DeskPage
  state: DeskState
  agent: Agent
  announce: boolean
}): JSX.Element {
  const { page, state, agent } = props
  const [pane, setPane] = useState<Pane>('list')
  const talk = state.talk
  const { row } = usePlaces().state.get()

  // What nobody looks at is not read.
  useEffect(() => {
    page.front(true)
    return () => page.front(false)
  }, [page])

  // Where there is room for one pane only, the one that matters now comes forward.
  useEffect(() => setPane(talk === undefined || row !== undefined ? 'list' : 'conversation'), [talk, row])

  // Another pane begins at its top.
  useEffect(() => scrollTo(0, 0), [pane])

  // Who came for one row finds it.
  useEffect(() => {
    if (row !== undefined) document.querySelector<HTMLElement>(`[data-row="${CSS.escape(row)}"]`)?.focus()
  }, [row])

  return (
    <>
      <PaneSwitch pane={pane} list={state.list} talk={talk} agentId={agent.id} onChoose={setPane} />
      <main class="panes" id="part" tabIndex={-1} data-pane={pane}>
        <ListPane page={page} state={state} agent={agent} />
        <TalkPane
          key={`talk-${talk?.id ?? ''}`}
          talk={talk}
          agent={agent}
          announce={props.announce}
          waits={row !== undefined}
        />
        <IdentityPane key={`identity-${talk?.id ?? ''}`} talk={talk} />
      </main>
    </>
  )
}
