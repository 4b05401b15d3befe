import { Temporal } from '@js-temporal/polyfill'
import {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalAttendeeType,
  ICalCalendar,
  ICalCalendarMethod,
  ICalEventStatus,
} from 'ical-generator'
import type { AppointmentFacts } from './appointment-facts.ts'
import { calendarZone } from './calendar-zone.ts'
import type { CalendarMethod } from './mail.ts'
import { mailboxAddress } from './mailbox-address.ts'
import { oneLine } from './one-line.ts'
import { MAIL_WORDS } from './words.ts'
import { zoneBlock } from './zone-block.ts'

/** What a calendar needs of the facts. */
export type CalendarFacts = Pick<
  AppointmentFacts,
  | 'locale'
  | 'organisation'
  | 'purpose'
  | 'starts'
  | 'ends'
  | 'zone'
  | 'way'
  | 'link'
  | 'id'
  | 'host'
  | 'sequence'
  | 'stampedAt'
  | 'from'
  | 'attendee'
>

/**
 * An appointment as calendars in mail read it (RFC 5545, RFC 5546): the same UID for its whole life, a SEQUENCE
 * that counts up, the attendee to whom the mail goes. Holds what the mail itself says, and no more (P1).
 */
export function appointmentCalendar(facts: CalendarFacts, method: CalendarMethod): string {
  return write(facts, ICalCalendarMethod[method])
}

/** The same appointment as a file to save, from the page: names nobody. */
export function appointmentFile({ attendee: _, ...facts }: CalendarFacts): string {
  return write(facts, ICalCalendarMethod.PUBLISH)
}

function write(facts: CalendarFacts, method: ICalCalendarMethod): string {
  const { starts, ends, stampedAt, locale, attendee } = facts
  const words = MAIL_WORDS[locale]
  // A calendar wants a name for who invites.
  const organisation = oneLine(facts.organisation) || facts.host
  const link = uri(facts.link)
  const zone = calendarZone(facts.zone, [starts, ends])
  const calendar = new ICalCalendar({
    prodId: { company: 'Balie', product: 'Balie', language: locale.toUpperCase() },
    method,
    // Named at the event only: with a zone of its own the calendar would stamp in local time, which is not allowed.
    timezone: { name: null, generator: (name) => zoneBlock(name) ?? null },
  })
  const event = calendar.createEvent({
    id: oneLine(`${facts.id}@${facts.host}`),
    sequence: facts.sequence,
    stamp: new Date(stampedAt),
    start: inZone(starts, zone),
    end: inZone(ends, zone),
    ...(zone !== 'UTC' && { timezone: zone }),
    summary: words.appointmentWith(organisation),
    description: description(facts, link),
    organizer: { name: organisation, email: uri(mailboxAddress(facts.from)) },
    url: link,
    status: method === ICalCalendarMethod.CANCEL ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  })
  if (attendee) {
    event.createAttendee({
      email: uri(mailboxAddress(attendee.reveal())),
      role: ICalAttendeeRole.REQ,
      type: ICalAttendeeType.INDIVIDUAL,
      // They chose this time themselves, and nobody reads an answer.
      status: ICalAttendeeStatus.ACCEPTED,
      rsvp: false,
    })
  }
  return `${calendar.toString()}\r\n`
}

function description({ locale, purpose, way }: CalendarFacts, link: string): string {
  const words = MAIL_WORDS[locale]
  const about = purpose === undefined ? [] : [`${words.subject}: ${oneLine(purpose[locale])}`]
  return [...about, words.ways[way], `${words.link}: ${link}`].join('\n')
}

function inZone(instant: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone)
}

/** Addresses are no text: what text would escape must not be in them, nor what ends a line. */
function uri(address: string): string {
  return oneLine(address).replace(/[\s\\;,"<>]/g, (sign) => encodeURIComponent(sign))
}
