import Type from 'typebox'
import { CalendarDate, Instant, ZoneName } from './moment.ts'

/** By which channel a meeting is held. */
export const Way = Type.Literal('chat')
export type Way = Type.Static<typeof Way>

/** Start and end of a meeting, milliseconds since 1970. */
export const MeetingTime = Type.Object({ starts: Instant, ends: Instant })
export type MeetingTime = Type.Static<typeof MeetingTime>

/** A time that is kept free for this citizen for some minutes, while they fill in the rest. */
export const Held = Type.Object({
  starts: Instant,
  ends: Instant,
  /** Until when, unless it is booked. */
  until: Instant,
})
export type Held = Type.Static<typeof Held>

/**
 * Where mail about the appointment goes. `attribute`: to an address that was verified; nothing is asked. `code`: to an address
 * that the citizen gives and confirms by a code. `none`: this installation sends no mail.
 */
export const Contact = Type.Object({
  by: Type.Union([Type.Literal('attribute'), Type.Literal('code'), Type.Literal('none')]),
  /** Begin and end of the address, such as `s•••@example.nl`. Absent with `code` until one is confirmed. */
  address: Type.Optional(Type.String()),
  /** With `code`: a code was sent and is awaited until then. */
  codeUntil: Type.Optional(Instant),
})
export type Contact = Type.Static<typeof Contact>

/** What the page for choosing a time needs to know. */
export const Planning = Type.Object({
  /** The organisation's time zone. */
  zone: ZoneName,
  /** Minutes. */
  duration: Type.Integer({ minimum: 1 }),
  ways: Type.Array(Way, { minItems: 1 }),
  contact: Contact,
  held: Type.Optional(Held),
  /**
   * Whether it can be booked as far as the identity goes. `identity_awaited`: it may still come. `identity_needed`: one has
   * to log in (again) first.
   */
  mayBook: Type.Union([
    Type.Literal('yes'),
    Type.Literal('identity_awaited'),
    Type.Literal('identity_needed'),
  ]),
})
export type Planning = Type.Static<typeof Planning>

/** What became of the last mail about the appointment. `refused`: the address does not take it. */
export const MailStanding = Type.Union([
  Type.Literal('none'),
  Type.Literal('under_way'),
  Type.Literal('sent'),
  Type.Literal('refused'),
])
export type MailStanding = Type.Static<typeof MailStanding>

/** A booked appointment, as its citizen sees it. */
export const BookedAppointment = Type.Object({
  starts: Instant,
  ends: Instant,
  /** From when on one can come in. */
  opens: Instant,
  zone: ZoneName,
  way: Way,
  /** How often it was moved. */
  moved: Type.Integer({ minimum: 0 }),
  /** Whether one has to log in (again) before one can come in (AC-5). */
  needsLogIn: Type.Boolean(),
  contact: Contact,
  mail: MailStanding,
})
export type BookedAppointment = Type.Static<typeof BookedAppointment>

/**
 * How an appointment ended. `held`: the two met. `citizen_absent`, `agent_absent`: one of them did not come. `cancelled`: before
 * it took place.
 */
export const AppointmentOutcome = Type.Union([
  Type.Literal('held'),
  Type.Literal('citizen_absent'),
  Type.Literal('agent_absent'),
  Type.Literal('cancelled'),
])
export type AppointmentOutcome = Type.Static<typeof AppointmentOutcome>

/** Free times, a page of days. Computed at this moment: a time may be gone by the time it is chosen. */
export const FreeTimes = Type.Object({
  zone: ZoneName,
  /** Days on which there is something free, in order. */
  days: Type.Array(Type.Object({ date: CalendarDate, starts: Type.Array(Instant) })),
  /** The first day that was looked at, and the first one after. */
  from: CalendarDate,
  until: CalendarDate,
  /** The next day with something free from `until` on. Absent: nothing more within the horizon. */
  next: Type.Optional(CalendarDate),
  /** The day before `from` from which the page before begins. Absent on the first page. */
  previous: Type.Optional(CalendarDate),
})
export type FreeTimes = Type.Static<typeof FreeTimes>

/** Which page of free times. Without `from`: the first with something free. */
export const FreeTimesQuery = Type.Object(
  { from: Type.Optional(CalendarDate) },
  { additionalProperties: false },
)
export type FreeTimesQuery = Type.Static<typeof FreeTimesQuery>

export const ChosenTime = Type.Object({ starts: Instant }, { additionalProperties: false })
export type ChosenTime = Type.Static<typeof ChosenTime>

const locale = Type.Union([Type.Literal('nl'), Type.Literal('en')])

export const ContactAddress = Type.Object(
  { address: Type.String({ minLength: 3, maxLength: 254 }), locale },
  { additionalProperties: false },
)
export type ContactAddress = Type.Static<typeof ContactAddress>

export const ContactCode = Type.Object(
  { code: Type.String({ pattern: '^\\d{6}$' }) },
  { additionalProperties: false },
)
export type ContactCode = Type.Static<typeof ContactCode>

/** Books, or moves, to the time that is held: this one, and no other that was chosen since. Language and zone are for mail. */
export const BookRequest = Type.Object(
  { starts: Instant, locale, zone: ZoneName },
  { additionalProperties: false },
)
export type BookRequest = Type.Static<typeof BookRequest>
