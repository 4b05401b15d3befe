import type { Secret } from '@balie/sdk'

/** What a calendar makes of an invitation: an appointment that is made or moved, or one that is off. */
export type CalendarMethod = 'REQUEST' | 'CANCEL'

/** An appointment in the form that calendars read (RFC 5545), as part of a mail. */
export interface MailCalendar {
  readonly method: CalendarMethod
  readonly content: string
  /** What the attachment is called, for who saves it. */
  readonly fileName: string
}

/** One mail to one person. */
export interface Mail {
  readonly to: Secret<string>
  readonly subject: string
  /** The whole mail as plain text. */
  readonly text: string
  /** The same words as HTML. */
  readonly html?: string
  readonly calendar?: MailCalendar
  /** With or without angle brackets. The same for the same mail, so that one sent twice can be told. */
  readonly messageId: string
  /** Further headers. `Auto-Submitted: auto-generated` is always set (RFC 3834). */
  readonly headers?: Readonly<Record<string, string>>
}
