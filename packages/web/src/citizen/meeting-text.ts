import type { CitizenView, MeetingTime } from '@balie/desk-api/client'
import type { Words } from '../ui/words/words.ts'
import { createWhen } from './when.ts'
import type { CitizenKey } from './words/citizen-key.ts'

type TalkingView = Extract<CitizenView, { state: 'waiting' | 'open' | 'ended' }>

const aMinute = 60_000

/** Whether a meeting should have begun: a minute is nothing to be told about. */
export function isLate(meeting: MeetingTime, now: number): boolean {
  return now >= meeting.starts + aMinute
}

/**
 * What leaving means: ending a conversation, or an appointment that is to come, which does not take place then. With an
 * employee there it is a conversation that one ends.
 *
 * @param now the server's time, milliseconds since 1970
 */
export function wayOut(view: TalkingView, now: number): 'end' | 'meeting.end' | 'meeting.cancel' {
  if (view.state !== 'waiting' || view.meeting === undefined) return 'end'
  return now < view.meeting.starts ? 'meeting.cancel' : 'meeting.end'
}

/**
 * Where a conversation stands, in a sentence; of an appointment when it begins, and until when it is planned, in the time of
 * the browser.
 *
 * @param now the server's time, milliseconds since 1970
 */
export function standingText(view: TalkingView, now: number, words: Words<CitizenKey>): string {
  if (view.state === 'ended') return words.text('ended.title')
  const { meeting } = view
  if (view.state === 'open') {
    const { name } = view.agent
    if (meeting === undefined) return words.text('talk.open', { name })
    return words.text('meeting.open', { name, time: createWhen(words).time(meeting.ends) })
  }
  if (meeting !== undefined) {
    const key = now < meeting.starts ? 'meeting.waits' : 'meeting.waits.begun'
    return words.text(key, { time: createWhen(words).time(meeting.starts) })
  }
  if (view.place === undefined) return words.text('meeting.room')
  return view.place === 1 ? words.text('talk.first') : words.text('talk.place', { place: view.place })
}
