import assert from 'node:assert/strict'
import ICAL from 'ical.js'
import type { SunkMail } from '../../packages/server/src/cli/demo/sunk-mail.ts'

/** The link to the page of the appointment that a mail is about. */
export function linkIn({ text }: SunkMail): string {
  const [link] = /http\S+\/appointment\/s\/[\w-]+/.exec(text) ?? []
  assert.ok(link)
  return link
}

/** What a calendar takes from a mail. */
export interface MailedEvent {
  readonly method: string
  readonly uid: string
  readonly sequence: number
  /** In milliseconds since 1970. */
  readonly starts: number
}

/** The appointment in the calendar part of a mail, read by a parser that is not ours. */
export function eventIn({ calendar }: SunkMail): MailedEvent {
  const component = new ICAL.Component(ICAL.parse(calendar?.content ?? ''))
  const event = new ICAL.Event(component.getFirstSubcomponent('vevent') ?? assert.fail())
  return {
    method: String(component.getFirstPropertyValue('method')),
    uid: event.uid,
    sequence: event.sequence,
    starts: event.startDate.toJSDate().getTime(),
  }
}
