import type { FreeTimes } from '@balie/desk-api/client'
import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Alert } from '../../ui/alert.tsx'
import { Button } from '../../ui/button.tsx'
import { Loading } from '../../ui/loading.tsx'
import { matchRemote } from '../../ui/remote.ts'
import { Heading, Paragraph } from '../../ui/text.tsx'
import { TroubleNotice } from '../../ui/trouble-notice.tsx'
import { useStore } from '../../ui/use-store.ts'
import { useWords } from '../../ui/words/words-context.ts'
import type { CitizenPage } from '../citizen-page.ts'
import { createWhen } from '../when.ts'
import type { CitizenKey } from '../words/citizen-key.ts'
import type { AppointmentProps } from './appointment-part.tsx'
import { LostNote } from './lost-note.tsx'
import { createOwnTime } from './own-time.ts'

/** The free times: a list of days with their times, a page at a time. Read and pressed like any list of buttons. */
export function TimesView({ view, page }: Pick<AppointmentProps, 'view' | 'page'>): JSX.Element {
  const words = useWords<CitizenKey>()
  const { times, state } = page.planning
  const shown = useStore(times.page)
  const { lost } = useStore(state)
  const title = useRef<HTMLHeadingElement>(null)
  const [turned, setTurned] = useState(0)
  const { zone } = view.planning

  useEffect(() => {
    if (times.page.get().state === 'first') void times.turn()
  }, [times])

  useEffect(() => {
    // Whoever turned a page goes on at its beginning.
    if (turned > 0) title.current?.focus()
  }, [turned])

  const turn = (from: string | undefined) => {
    setTurned((count) => count + 1)
    void times.turn(from)
  }
  return (
    <section class="times" aria-labelledby="times">
      <Heading level={2} id="times" anchor={title}>
        {words.text('plan.choose')}
      </Heading>
      {lost !== undefined && <LostNote lost={lost} zone={zone} page={page} />}
      {matchRemote(shown, {
        first: () => <Loading />,
        loading: () => <Loading />,
        failed: (trouble) => <TroubleNotice trouble={trouble} onRetry={() => void times.refresh()} />,
        ready: (free) => <Days free={free} organisation={view.organisation} page={page} onTurn={turn} />,
      })}
    </section>
  )
}

function Days(props: {
  free: FreeTimes
  organisation: string
  page: CitizenPage
  onTurn: (from: string | undefined) => void
}): JSX.Element {
  const words = useWords<CitizenKey>()
  const { free, organisation, page } = props
  const { choosing } = useStore(page.planning.state)
  const when = createWhen(words, free.zone)
  const own = createOwnTime(words, free.zone, page.zone)
  const all = free.days.flatMap(({ starts }) => starts)
  const differs = all.some((starts) => own.short(starts) !== undefined)
  if (all.length === 0)
    return (
      <Alert tone="info" role="status">
        <strong>{words.text('plan.none')}</strong>
        <Paragraph>{words.text('plan.none.text', { organisation })}</Paragraph>
      </Alert>
    )
  return (
    <>
      <p class="visually-hidden" role="status">
        {words.text('plan.shown', { day: when.date(free.days[0]?.date ?? free.from) })}
      </p>
      {differs && (
        <Alert tone="info" icon="clock">
          <Paragraph>
            {words.text('plan.zone', { organisation, zone: free.zone, own: page.zone ?? '' })}
          </Paragraph>
        </Alert>
      )}
      <ol class="times__days">
        {free.days.map(({ date, starts }) => (
          <li key={date} class="times__day">
            <Heading level={3}>{when.date(date)}</Heading>
            <ul class="times__list">
              {starts.map((moment) => {
                const theirs = own.text(moment)
                const said = theirs === undefined ? '' : `, ${words.text('plan.own', { time: theirs })}`
                return (
                  <li key={moment}>
                    <button
                      type="button"
                      class="times__time"
                      aria-label={`${when.moment(moment)}${said}`}
                      aria-busy={choosing === moment ? 'true' : undefined}
                      onClick={() => void page.planning.hold(moment)}
                    >
                      <span>{when.clock(moment)}</span>
                      {theirs !== undefined && <small>{own.short(moment)}</small>}
                    </button>
                  </li>
                )
              })}
            </ul>
          </li>
        ))}
      </ol>
      <div class="times__pager">
        {free.previous !== undefined && (
          <Button look="small" onPress={() => props.onTurn(free.previous)}>
            {words.text('plan.earlier')}
          </Button>
        )}
        {free.next !== undefined && (
          <Button look="small" onPress={() => props.onTurn(free.next)}>
            {words.text('plan.later')}
          </Button>
        )}
      </div>
    </>
  )
}
