import type { ConversationSummary } from '@balie/desk-api/client'
import type { JSX } from 'preact'
import { Badge } from '../ui/badge.tsx'
import { type Remote, readyValue } from '../ui/remote.ts'
import { useWords } from '../ui/words/words-context.ts'
import { attention, listConversations } from './conversation-list.ts'
import type { DeskTalk } from './desk-talk.ts'
import type { DeskKey } from './words/desk-key.ts'

export type Pane = 'list' | 'conversation' | 'identity'

/** Chooses the pane where there is room for one only; the style sheet hides it elsewhere. */
export function PaneSwitch(props: {
  pane: Pane
  list: Remote<readonly ConversationSummary[]>
  talk: DeskTalk | undefined
  agentId: string
  onChoose: (pane: Pane) => void
}): JSX.Element {
  const words = useWords<DeskKey>()
  const count = attention(listConversations(readyValue(props.list) ?? [], props.agentId))
  const panes: readonly Pane[] = props.talk === undefined ? ['list'] : ['list', 'conversation', 'identity']
  return (
    <nav class="pane-switch" aria-label={words.text('panes.nav')}>
      {panes.map((pane) => (
        <button
          key={pane}
          type="button"
          class="pane-switch__pane"
          aria-current={pane === props.pane ? 'true' : undefined}
          onClick={() => props.onChoose(pane)}
        >
          {words.text(`panes.${pane}`)}
          {pane === 'list' && count > 0 && <Badge>{count}</Badge>}
        </button>
      ))}
    </nav>
  )
}
