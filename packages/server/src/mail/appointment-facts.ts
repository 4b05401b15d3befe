import type { Words } from '@balie/desk-api'
import type { Secret } from '@balie/sdk'

/** A language of the mails. */
export type Locale = keyof Words

/**
 * All that a mail or a calendar is told of an appointment. There is no attribute of the citizen in it and no
 * name of anybody, so none can get into a mail (P1).
 */
export interface AppointmentFacts {
  readonly locale: Locale
  /** The organisation's name, as people know it. */
  readonly organisation: string
  /** What it is about; given only where the organisation allows mails to say that. */
  readonly purpose?: Words
  /** Milliseconds since 1970. */
  readonly starts: number
  /** Milliseconds since 1970. */
  readonly ends: number
  /** The organisation's time zone, an IANA name. */
  readonly zone: string
  /** The citizen's own, when known; where its clock shows another time, both are named. */
  readonly ownZone?: string
  readonly way: 'chat'
  /** The appointment's own page, absolute. Who has it has nothing yet. */
  readonly link: string
  /** How long before the start the page lets people in, minutes. */
  readonly waysInMinutes: number
  /** Of the appointment; stays when it is moved. */
  readonly id: string
  /** Of the external URL. */
  readonly host: string
  /** Counts up with each change that a calendar must hear of. */
  readonly sequence: number
  /** When this was written, milliseconds since 1970. */
  readonly stampedAt: number
  /** The mails' sender: an address, or `Name <address>`. */
  readonly from: string
  /** To whom the mail goes; only for the calendar inside that mail. */
  readonly attendee?: Secret<string>
  /** Whether one logs in again before going in. */
  readonly needsLogin: boolean
  /** Who cancelled it, for a mail that says that it is cancelled. */
  readonly cancelledBy?: 'citizen' | 'agent'
}
