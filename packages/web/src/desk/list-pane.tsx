import type { Agent, ConversationSummary } from '@balie/desk-api/client'
import type { ComponentChildren, JSX } from 'preact'
import { Alert } from '../ui/alert.tsx'
import { Badge } from '../ui/badge.tsx'
import { Loading } from '../ui/loading.tsx'
import { matchRemote } from '../ui/remote.ts'
import { Heading, Paragraph } from '../ui/text.tsx'
import { TroubleNotice } from '../ui/trouble-notice.tsx'
import { useNow } from '../ui/use-now.ts'
import { useWords } from '../ui/words/words-context.ts'
import { listConversations } from './conversation-list.ts'
import { ColleagueRow, MineRow, WaitingRow } from './conversation-rows.tsx'
import type { DeskPage, DeskState } from './desk-page.ts'
import type { DeskKey } from './words/desk-key.ts'

const everyQuarterMinute = 15_000

/** Who waits, whom one talks with, and whom colleagues talk with. */
export function ListPane(props: { page: DeskPage; state: DeskState; agent: Agent }): JSX.Element {
  const words = useWords<DeskKey>()
  const { page, state } = props
  return (
    <section class="pane pane--list" aria-labelledby="list" data-list>
      <header class="pane__head">
        <Heading level={2} id="list">
          {words.text('list.title')}
        </Heading>
      </header>
      {state.notice !== undefined && (
        <div class="pane__notice">
          <Alert tone={state.notice === 'list.taken' ? 'info' : 'error'} role="alert">
            <Paragraph>{words.text(state.notice)}</Paragraph>
          </Alert>
        </div>
      )}
      {matchRemote(state.list, {
        first: () => <Loading />,
        loading: () => <Loading />,
        failed: (trouble) => <TroubleNotice trouble={trouble} onRetry={() => void page.load()} />,
        ready: (summaries) => <Parts {...props} summaries={summaries} />,
      })}
    </section>
  )
}

function Parts(props: {
  page: DeskPage
  state: DeskState
  agent: Agent
  summaries: readonly ConversationSummary[]
}): JSX.Element {
  const words = useWords<DeskKey>()
  const now = useNow(everyQuarterMinute)
  const { page, state } = props
  const { waiting, mine, colleagues } = listConversations(props.summaries, props.agent.id)
  return (
    <div class="list">
      <Part id="waiting" title={words.text('list.waiting')} count={waiting.length}>
        {waiting.length === 0 && <li class="list__empty">{words.text('list.waiting.empty')}</li>}
        {waiting.map((summary) => (
          <WaitingRow
            key={summary.id}
            summary={summary}
            now={now}
            agentId={props.agent.id}
            busy={state.taking === summary.id}
            onTake={() => void page.take(summary.id)}
          />
        ))}
      </Part>
      <Part id="mine" title={words.text('list.mine')} count={mine.length}>
        {mine.length === 0 && <li class="list__empty">{words.text('list.mine.empty')}</li>}
        {mine.map((summary) => (
          <MineRow
            key={summary.id}
            summary={summary}
            now={now}
            chosen={state.talk?.id === summary.id}
            onChoose={() => page.select(summary.id)}
          />
        ))}
      </Part>
      {colleagues.length > 0 && (
        <Part id="colleagues" title={words.text('list.colleagues')} count={colleagues.length}>
          {colleagues.map((summary) => (
            <ColleagueRow key={summary.id} summary={summary} now={now} />
          ))}
        </Part>
      )}
    </div>
  )
}

function Part(props: { id: string; title: string; count: number; children: ComponentChildren }): JSX.Element {
  return (
    <section class="list__part">
      <div class="list__title">
        <Heading level={3} id={`list-${props.id}`}>
          {props.title}
        </Heading>
        <Badge>{props.count}</Badge>
      </div>
      <ul aria-labelledby={`list-${props.id}`}>{props.children}</ul>
    </section>
  )
}
