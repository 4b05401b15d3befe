import Type from 'typebox'
import { AppointmentOutcome, BookedAppointment, MeetingTime, Planning } from './appointment.ts'
import { Authentication } from './authentication.ts'
import { IdentityState } from './identity.ts'
import { Receipts } from './message.ts'
import { Words } from './words.ts'

const about = {
  /** Name of the organisation. */
  organisation: Type.String(),
  purpose: Words,
  identity: Type.Object({
    state: IdentityState,
    /** Labels of what was shared; never the values. */
    shared: Type.Array(Words),
    unauthenticatedAllowed: Type.Boolean(),
  }),
  authentication: Authentication,
  /** Whether the Logout button is shown: there is a session at an authentication plugin to log out of (SF-3, SF-5). */
  logout: Type.Boolean(),
}

const talk = {
  receipts: Receipts,
  /** Messages up to this number were another person's: the page does not have them, or throws them away (AC-9). */
  after: Type.Integer({ minimum: 0 }),
  /**
   * Since when it is this citizen's, milliseconds since 1970; 0: from the beginning. What was typed on the page
   * before is another person's, sent or not.
   */
  since: Type.Integer({ minimum: 0 }),
}

const ending = {
  /** When it ends by itself, unless the citizen does something. Absent where it does not. */
  expiresAt: Type.Optional(Type.Integer()),
}

const running = { ...talk, ...ending }

/** Everything the citizen's page shows besides the messages; made anew at each change. */
export const CitizenView = Type.Union([
  /** Not this browser's conversation, or no such conversation: a neutral page (B2). */
  Type.Object({
    state: Type.Literal('elsewhere'),
    organisation: Type.String(),
    /** Of this browser's own authentication, by which it can get in. */
    authentication: Authentication,
  }),
  /** Landed, not begun: who, what for, what has been shared, and the button. */
  Type.Object({
    state: Type.Literal('before'),
    ...about,
    /** Whether one makes an appointment here, rather than talks at once. */
    schedules: Type.Boolean(),
  }),
  /** Begun, and choosing a time for the meeting (FL-7). */
  Type.Object({ state: Type.Literal('planning'), ...about, ...ending, planning: Planning }),
  /** An appointment is made, and the meeting has not begun (FL-7). `planning` is for moving it. */
  Type.Object({
    state: Type.Literal('scheduled'),
    ...about,
    appointment: BookedAppointment,
    planning: Planning,
  }),
  /** Begun, no agent yet. */
  Type.Object({
    state: Type.Literal('waiting'),
    ...about,
    ...running,
    /** 1 is next. Absent in the waiting room of an appointment: there is no line. */
    place: Type.Optional(Type.Integer({ minimum: 1 })),
    /** The meeting, where it is an appointment's. */
    meeting: Type.Optional(MeetingTime),
  }),
  /** With an agent. */
  Type.Object({
    state: Type.Literal('open'),
    ...about,
    ...running,
    agent: Type.Object({ name: Type.String() }),
    meeting: Type.Optional(MeetingTime),
  }),
  Type.Object({
    state: Type.Literal('ended'),
    ...about,
    ...talk,
    endedAt: Type.Integer(),
    by: Type.Union([
      Type.Literal('agent'),
      Type.Literal('citizen'),
      Type.Literal('logout'),
      Type.Literal('time'),
    ]),
    /** What became of an appointment. */
    appointment: Type.Optional(
      Type.Object({
        starts: Type.Integer(),
        ends: Type.Integer(),
        zone: Type.String(),
        outcome: AppointmentOutcome,
      }),
    ),
  }),
])
export type CitizenView = Type.Static<typeof CitizenView>
