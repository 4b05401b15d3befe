import type { ConversationSummary } from '@balie/desk-api/client'
import type { JSX } from 'preact'
import { ageOf } from '../ui/age.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icons/icon.tsx'
import { ShownText } from '../ui/shown-text.tsx'
import { useWords } from '../ui/words/words-context.ts'
import { momentText } from './appointments/moment-text.ts'
import { whoseMeeting } from './conversation-list.ts'
import { IdentityMark } from './identity-mark.tsx'
import type { DeskKey } from './words/desk-key.ts'

interface RowProps {
  readonly summary: ConversationSummary
  readonly now: number
}

/** Somebody who waits, and the button to take the conversation; of a colleague's appointment, to take it over. */
export function WaitingRow(
  props: RowProps & { agentId: string; busy: boolean; onTake: () => void },
): JSX.Element {
  const words = useWords<DeskKey>()
  const { summary, now } = props
  const purpose = words.pick(summary.purpose)
  const whose = whoseMeeting(summary, props.agentId)
  const take = whose === 'colleague' ? 'list.takeOver' : 'list.take'
  return (
    <li class={whose === 'mine' ? 'row row--waiting row--expected' : 'row row--waiting'}>
      <p class="row__purpose">
        <ShownText text={purpose} />
      </p>
      <div class="row__facts">
        <MeetingFact summary={summary} whose={whose} />
        <Facts summary={summary} now={now} time="list.waits" />
      </div>
      <Button
        kind="primary"
        look="small"
        busy={props.busy}
        label={words.text(`${take}.label`, { purpose })}
        row={summary.id}
        onPress={props.onTake}
      >
        {words.text(take)}
      </Button>
    </li>
  )
}

/** A conversation of this agent: the whole row opens it. */
export function MineRow(props: RowProps & { chosen: boolean; onChoose: () => void }): JSX.Element {
  const words = useWords<DeskKey>()
  const { summary, now } = props
  return (
    <li>
      <button
        type="button"
        class="row row--mine"
        aria-current={props.chosen ? 'true' : undefined}
        data-row={summary.id}
        onClick={props.onChoose}
      >
        <span class="row__facts">
          <span class="row__purpose">
            <ShownText text={words.pick(summary.purpose)} />
          </span>
          <MeetingFact summary={summary} />
          <Facts summary={summary} now={now} time="list.runs" />
        </span>
        {summary.unread > 0 && (
          <Badge>
            <span aria-hidden="true">{summary.unread}</span>
            <span class="visually-hidden">{words.text('list.unread', { count: summary.unread })}</span>
          </Badge>
        )}
      </button>
    </li>
  )
}

/** A conversation of a colleague: only that it is there. */
export function ColleagueRow({ summary, now }: RowProps): JSX.Element {
  const words = useWords<DeskKey>()
  return (
    <li class="row row--colleague">
      <div class="row__facts">
        <p class="row__purpose">
          <ShownText text={words.pick(summary.purpose)} />
        </p>
        <p class="row__fact">
          <Icon name="person" />
          <ShownText text={summary.agent?.name ?? ''} />
        </p>
        <MeetingFact summary={summary} />
        <Facts summary={summary} now={now} time="list.runs" />
      </div>
    </li>
  )
}

/** That it is an appointment, for when, and whose where that is not plain. */
function MeetingFact(props: {
  summary: ConversationSummary
  whose?: 'mine' | 'colleague' | undefined
}): JSX.Element | null {
  const words = useWords<DeskKey>()
  const { meeting } = props.summary
  if (meeting === undefined) return null
  const time = momentText(words.locale.get()).time(meeting.starts)
  return (
    <span class="row__fact row__fact--meeting">
      <Icon name="calendar" />
      <span>
        {words.text('list.meeting', { time })}
        {props.whose === 'mine' && `, ${words.text('list.meeting.mine')}`}
        {props.whose === 'colleague' && (
          <>
            , <ShownText text={words.text('list.meeting.of', { name: meeting.agent.name })} />
          </>
        )}
      </span>
    </span>
  )
}

function Facts(props: RowProps & { time: 'list.waits' | 'list.runs' }): JSX.Element {
  const words = useWords<DeskKey>()
  const { summary } = props
  const { unit, count } = ageOf(summary.since, props.now)
  return (
    <>
      <IdentityMark state={summary.identity} />
      <span class="row__fact">
        <Icon name="clock" />
        {words.text(props.time, { time: words.text(`time.${unit}`, { count }) })}
      </span>
      {!summary.citizenPresent && (
        <span class="row__fact">
          <Icon name="away" />
          {words.text('list.away')}
        </span>
      )}
    </>
  )
}
