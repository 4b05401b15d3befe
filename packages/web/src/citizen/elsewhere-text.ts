import type { Channel } from './channel-of.ts'
import type { CitizenKey } from './words/citizen-key.ts'

/** What the page of another browser's conversation or appointment says. */
export interface ElsewhereText {
  readonly title: CitizenKey
  readonly text: CitizenKey
  /** When that does not succeed. */
  readonly again: CitizenKey
}

/** An appointment is opened by logging in, as its mail says; where nobody can log in, nothing is said of it. */
export function elsewhereText(channel: Channel, canLogIn: boolean): ElsewhereText {
  const about =
    channel === 'chat' ? 'elsewhere' : canLogIn ? 'appointment.elsewhere' : 'appointment.elsewhere.closed'
  return { title: `${about}.title`, text: `${about}.text`, again: `${about}.again` }
}
