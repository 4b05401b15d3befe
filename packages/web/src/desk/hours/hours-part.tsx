import './hours.css'
import type { AgentHours } from '@balie/desk-api/client'
import type { JSX } from 'preact'
import { useEffect } from 'preact/hooks'
import { Loading } from '../../ui/loading.tsx'
import { matchRemote } from '../../ui/remote.ts'
import { Heading, Paragraph } from '../../ui/text.tsx'
import { TroubleNotice } from '../../ui/trouble-notice.tsx'
import { useStore } from '../../ui/use-store.ts'
import { useWords } from '../../ui/words/words-context.ts'
import type { DeskPage } from '../desk-page.ts'
import type { PartMemory } from '../part-memory.ts'
import type { DeskKey } from '../words/desk-key.ts'
import { BusySection } from './busy-section.tsx'
import { ExceptionsSection } from './exceptions-section.tsx'
import { HolidaysSection } from './holidays-section.tsx'
import { createHoursPage, type HoursPage, type HoursState, isUnsaved } from './hours-page.ts'
import { hoursServer } from './hours-server.ts'
import { OutsideAlert } from './outside-alert.tsx'
import { WeeklySection } from './weekly-section.tsx'

/** When an agent works: the usual week, the exceptions, the times at which one cannot. */
export function HoursPart(props: {
  page: DeskPage
  memory: PartMemory
  /** Whether something is not saved, when that changes. */
  onUnsaved: (unsaved: boolean) => void
}): JSX.Element {
  const words = useWords<DeskKey>()
  const { page, memory, onUnsaved } = props
  const hours = remembered(memory, page, onUnsaved)
  const state = useStore(hours.state)

  useEffect(() => void hours.load(), [hours])
  useEffect(() => page.appointmentNews.subscribe(() => void hours.load()), [page, hours])

  return (
    <div class="hours">
      <header class="hours__head">
        <Heading level={2}>{words.text('hours.title')}</Heading>
        <Paragraph>{words.text('hours.lead')}</Paragraph>
      </header>
      {matchRemote(state.hours, {
        first: () => <Loading />,
        loading: () => <Loading />,
        failed: (trouble) => (
          <div class="part__trouble">
            <TroubleNotice trouble={trouble} onRetry={() => void hours.load()} />
          </div>
        ),
        ready: (value) => <Sections page={hours} state={state} hours={value} />,
      })}
    </div>
  )
}

function Sections(props: { page: HoursPage; state: HoursState; hours: AgentHours }): JSX.Element {
  return (
    <>
      <OutsideAlert hours={props.hours} />
      <div class="hours__sections">
        <WeeklySection {...props} />
        <div class="hours__side">
          <ExceptionsSection {...props} />
          <BusySection {...props} />
          <HolidaysSection holidays={props.hours.holidays} />
        </div>
      </div>
    </>
  )
}

function remembered(memory: PartMemory, page: DeskPage, onUnsaved: (unsaved: boolean) => void): HoursPage {
  if (memory.hours === undefined) {
    const hours = createHoursPage({ server: hoursServer, onTrouble: page.onTrouble })
    hours.state.subscribe(() => onUnsaved(isUnsaved(hours.state.get())))
    memory.hours = hours
  }
  return memory.hours
}
