import Type from 'typebox'
import { AppointmentOutcome, MailStanding, MeetingTime, Way } from './appointment.ts'
import { Authentication } from './authentication.ts'
import { IdentityAttribute } from './identity.ts'
import { CalendarDate, Instant, ZoneName } from './moment.ts'
import { Words } from './words.ts'

/** An appointment in the desk's day or week. Nothing about who the citizen is. */
export const DeskAppointment = Type.Object({
  id: Type.String(),
  purpose: Words,
  team: Type.String(),
  starts: Instant,
  ends: Instant,
  way: Way,
  agent: Type.Object({ id: Type.String(), name: Type.String() }),
  /** `scheduled`: to come. `waiting`: the citizen is in the waiting room. `open`: they talk. `ended`: see `outcome`. */
  state: Type.Union([
    Type.Literal('scheduled'),
    Type.Literal('waiting'),
    Type.Literal('open'),
    Type.Literal('ended'),
  ]),
  outcome: Type.Optional(AppointmentOutcome),
  cancelledBy: Type.Optional(Type.Union([Type.Literal('citizen'), Type.Literal('agent')])),
  /** Since when the citizen waits, with `waiting`. */
  arrivedAt: Type.Optional(Instant),
  /** Whether it was booked by somebody whose identity was verified. */
  verified: Type.Boolean(),
  /** Before the meeting, where logging in for it stands, of whoever tried last (AC-8). Absent: nobody has lately. */
  authentication: Type.Optional(Authentication),
  /** Somebody else than who booked it logged in with its link; they were shown nothing (AC-9). */
  anotherPersonAt: Type.Optional(Instant),
  mail: MailStanding,
  /** What this agent may do now. */
  may: Type.Object({
    cancel: Type.Boolean(),
    move: Type.Boolean(),
    /** The citizen has not come. */
    noShow: Type.Boolean(),
    extend: Type.Boolean(),
  }),
})
export type DeskAppointment = Type.Static<typeof DeskAppointment>

/** A day or some days of appointments of the agent's teams. */
export const DeskAppointments = Type.Object({
  zone: ZoneName,
  from: CalendarDate,
  days: Type.Integer({ minimum: 1, maximum: 31 }),
  /** The organisation's today. */
  today: CalendarDate,
  appointments: Type.Array(DeskAppointment),
  /** When this agent works within these days, holidays and exceptions applied, busy times taken out; day by day. */
  working: Type.Array(MeetingTime),
})
export type DeskAppointments = Type.Static<typeof DeskAppointments>

/** Without `from`: today. */
export const DeskAppointmentsQuery = Type.Object(
  { from: Type.Optional(CalendarDate), days: Type.Optional(Type.Integer({ minimum: 1, maximum: 31 })) },
  { additionalProperties: false },
)
export type DeskAppointmentsQuery = Type.Static<typeof DeskAppointmentsQuery>

/** More minutes for a meeting that runs. */
export const Extension = Type.Object(
  { minutes: Type.Integer({ minimum: 1, maximum: 240 }) },
  { additionalProperties: false },
)
export type Extension = Type.Static<typeof Extension>

/** Of the conversation that is an appointment's meeting, for its agent. */
export const MeetingDetail = Type.Object({
  starts: Instant,
  ends: Instant,
  bookedAt: Instant,
  /** Those attributes of the booking that the purpose keeps until the meeting: as they were given then, not now. */
  given: Type.Array(IdentityAttribute),
  /** Whether it was booked by somebody whose identity was verified. */
  verified: Type.Boolean(),
  mayExtend: Type.Boolean(),
})
export type MeetingDetail = Type.Static<typeof MeetingDetail>
