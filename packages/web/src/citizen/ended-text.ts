import type { CitizenView } from '@balie/desk-api/client'
import type { Words } from '../ui/words/words.ts'
import type { Channel } from './channel-of.ts'
import { createWhen } from './when.ts'
import type { CitizenKey } from './words/citizen-key.ts'

/** What to say when it is over. */
export interface EndedText {
  readonly title: string
  /** What happened, and when. */
  readonly what: string
  /** How to begin anew. */
  readonly again: string
}

/** The words for an end: of a conversation, of an appointment that did not take place, or before there was one. */
export function endedText(
  view: Extract<CitizenView, { state: 'ended' }>,
  channel: Channel,
  words: Words<CitizenKey>,
): EndedText {
  const { organisation, appointment, by } = view
  if (appointment === undefined && channel === 'appointment')
    return {
      title: words.text('appointment.none'),
      what: words.text(`appointment.none.${by}`, { time: createWhen(words).time(view.endedAt) }),
      again: words.text('appointment.again', { organisation }),
    }
  if (appointment === undefined || appointment.outcome === 'held')
    return {
      title: words.text('ended.title'),
      what: words.text(`ended.${by}`, { time: words.time(view.endedAt) }),
      again: words.text('ended.again', { organisation }),
    }
  const { outcome, zone, starts } = appointment
  const moment = createWhen(words, zone).moment(starts)
  const what: CitizenKey =
    outcome === 'cancelled' ? `appointment.cancelled.${by}` : `appointment.${outcome}.text`
  return {
    title: words.text(`appointment.${outcome}`),
    what: words.text(what, { moment }),
    again: words.text('appointment.again', { organisation }),
  }
}
