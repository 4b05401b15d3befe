import type { Agent, DeskAppointment, DeskAppointments, FreeTimes } from '@balie/desk-api'
import { changeSession, IdContactError, type Session } from '@balie/sdk'
import { sql } from 'kysely'
import type { PurposeConfig, ScheduleConfig } from '../config/config.ts'
import { standingBefore } from '../conversation/authentication-standing.ts'
import { BalieError } from '../errors/balie-error.ts'
import type { AgentCalendars } from '../scheduling/agent-calendars.ts'
import type { Bookings } from '../scheduling/bookings.ts'
import type { FreeTimesOfPurposes } from '../scheduling/free-times.ts'
import { addDays, localDate, rangeOfDays } from '../scheduling/local-days.ts'
import { mailStanding } from '../scheduling/mail-standing.ts'
import { openWindows } from '../scheduling/open-windows.ts'
import type { Range } from '../scheduling/range.ts'
import type { Database } from '../store/database.ts'
import type { DeskParts } from './desk-parts.ts'
import type { DeskView } from './desk-view.ts'

/** What agents see and do about the appointments of their teams: no attribute, no name of a citizen, no address. */
export interface DeskAppointmentsOf {
  /**
   * Those that begin on some days.
   *
   * @param from the first of them; absent: today
   */
  list(agent: Agent, from: string | undefined, days: number): Promise<DeskAppointments>
  /** Times to which an appointment can be moved. @throws {BalieError} CONVERSATION_UNKNOWN, APPOINTMENT_OVER */
  freeTimes(agent: Agent, id: string, from?: string): Promise<FreeTimes>
  /** @throws {BalieError} CONVERSATION_UNKNOWN, APPOINTMENT_OVER, SLOT_TAKEN, TIME_REFUSED */
  move(agent: Agent, id: string, starts: number): Promise<void>
  /** @throws {BalieError} CONVERSATION_UNKNOWN, APPOINTMENT_OVER */
  cancel(agent: Agent, id: string): Promise<void>
  /** The citizen has not come. @throws {BalieError} CONVERSATION_UNKNOWN, APPOINTMENT_OVER */
  noShow(agent: Agent, id: string): Promise<void>
  /** Makes a meeting of this agent longer. @throws {BalieError} CONVERSATION_UNKNOWN, NOT_ASSIGNED, EXTENSION_REFUSED, APPOINTMENT_OVER */
  extend(agent: Agent, id: string, minutes: number): Promise<void>
}

export interface DeskAppointmentsParts extends DeskParts {
  readonly database: Database
  readonly schedule: ScheduleConfig
  readonly bookings: Bookings
  readonly times: FreeTimesOfPurposes
  readonly calendars: AgentCalendars
  readonly view: DeskView
  /** Something may be due for the mail. */
  readonly onChanged: () => void
}

/** Most of one list. */
const MOST = 2_000

export function createDeskAppointments(parts: DeskAppointmentsParts): DeskAppointmentsOf {
  const { purposes, settings, clock, database, schedule, bookings, times, calendars, view, names } = parts
  const { zone, holidays } = schedule

  /** Those whose sessions are there still, by when the meeting begins. */
  async function sessionsIn(tags: readonly string[], { from, until }: Range): Promise<Session[]> {
    const starts = sql<number>`(record #>> '{appointment,starts}')::bigint`
    const rows = await database
      .selectFrom('sessions')
      .select('record')
      .where(sql<boolean>`record ? 'appointment'`)
      .where('purpose', 'in', [...tags])
      .where(starts, '>=', from)
      .where(starts, '<', until)
      .orderBy(starts)
      .limit(MOST)
      .execute()
    return rows.map(({ record }) => record)
  }

  async function mailsOf(sessions: readonly Session[]) {
    if (sessions.length === 0) return []
    return database
      .selectFrom('appointment_mails')
      .select(['session_id', 'kind', 'sequence', 'state'])
      .where(
        'session_id',
        'in',
        sessions.map(({ id }) => id),
      )
      .where('kind', 'in', ['booked', 'moved', 'cancelled'])
      .orderBy('due_at')
      .execute()
  }

  /** What is known of those whose sessions are erased. */
  async function pastIn(tags: readonly string[], { from, until }: Range, known: ReadonlySet<string>) {
    const rows = await database
      .selectFrom('appointment_outcomes')
      .selectAll()
      .where('purpose', 'in', [...tags])
      .where('starts', '>=', from)
      .where('starts', '<', until)
      .limit(MOST)
      .execute()
    return rows.filter((row) => !known.has(row.session_id))
  }

  function rowOf(
    session: Session,
    purpose: PurposeConfig,
    name: (id: string) => { readonly id: string; readonly name: string },
    mail: DeskAppointment['mail'],
  ): DeskAppointment | undefined {
    const { appointment, conversation, alerts, id } = session
    const { state } = conversation
    if (!appointment || state === 'not_begun' || state === 'planning') return undefined
    const agent =
      'agent' in conversation && conversation.agent !== undefined ? conversation.agent : appointment.agent
    const standing = standingBefore(settings.core !== undefined, session)
    const anotherPersonAt = alerts.find(({ tag }) => tag === 'another_person_came')?.at
    return {
      ...{ id, purpose: purpose.name, team: purpose.team, way: 'chat', state },
      ...{ starts: appointment.starts, ends: appointment.ends, agent: name(agent) },
      ...(appointment.outcome && { outcome: appointment.outcome }),
      ...(appointment.cancelledBy && { cancelledBy: appointment.cancelledBy }),
      ...(state === 'waiting' && appointment.arrivedAt !== undefined && { arrivedAt: appointment.arrivedAt }),
      verified: appointment.booker !== undefined,
      ...(state === 'scheduled' && standing && { authentication: standing }),
      ...(anotherPersonAt !== undefined && { anotherPersonAt }),
      mail,
      may: {
        cancel: state === 'scheduled' || state === 'waiting',
        move: state === 'scheduled',
        noShow: state === 'scheduled' && clock.now() >= appointment.starts,
        extend: state === 'open',
      },
    }
  }

  /** An appointment of one of the agent's teams. */
  async function expect(agent: Agent, id: string): Promise<Session> {
    const { record } = await view.ofTeam(agent, id)
    if (record.session.appointment) return record.session
    throw new BalieError('APPOINTMENT_OVER', 'a conversation without an appointment')
  }

  async function expectScheduled(agent: Agent, id: string): Promise<Session> {
    const session = await expect(agent, id)
    if (session.conversation.state === 'scheduled') return session
    throw new BalieError('APPOINTMENT_OVER', `an appointment that is ${session.conversation.state}`)
  }

  async function orOver<T>(work: Promise<T>): Promise<T> {
    try {
      return await work
    } catch (cause) {
      const isOver = cause instanceof IdContactError && cause.code === 'TRANSITION_REFUSED'
      throw isOver ? new BalieError('APPOINTMENT_OVER', 'it changed meanwhile', { cause }) : cause
    }
  }

  return {
    async list(agent, from, days) {
      const today = localDate(clock.now(), zone)
      const first = from ?? today
      const range = rangeOfDays(first, days, zone)
      const ofTeams = [...purposes.values()].filter(({ team }) => agent.teams.includes(team))
      const tags = ofTeams.map(({ tag }) => tag)
      const sessions = tags.length === 0 ? [] : await sessionsIn(tags, range)
      const past = tags.length === 0 ? [] : await pastIn(tags, range, new Set(sessions.map(({ id }) => id)))
      const agents = [
        ...sessions.flatMap(({ appointment, conversation }) => [
          appointment?.agent ?? '',
          'agent' in conversation ? (conversation.agent ?? '') : '',
        ]),
        ...past.map(({ agent_id }) => agent_id),
      ]
      const [known, mails] = await Promise.all([names.namesOf(agents), mailsOf(sessions)])
      const name = (id: string) => ({ id, name: known.get(id) ?? '' })
      const rows = sessions.flatMap((session) => {
        const purpose = purposes.get(session.purpose)
        const mail = mails.findLast(({ session_id }) => session_id === session.id)
        return (purpose && rowOf(session, purpose, name, mailStanding(mail?.state))) ?? []
      })
      const gone = past.flatMap((row): DeskAppointment[] => {
        const purpose = purposes.get(row.purpose)
        if (!purpose) return []
        return [
          {
            ...{ id: row.session_id, purpose: purpose.name, team: purpose.team, way: 'chat', state: 'ended' },
            ...{ starts: row.starts, ends: row.ends, agent: name(row.agent_id), outcome: row.outcome },
            ...(row.cancelled_by && { cancelledBy: row.cancelled_by }),
            ...(row.another_person_at !== null && { anotherPersonAt: row.another_person_at }),
            ...{ verified: row.verified, mail: 'none' },
            may: { cancel: false, move: false, noShow: false, extend: false },
          },
        ]
      })
      const own = await calendars.timesOf(agent.id, range)
      const working = Array.from({ length: days }, (_, i) => rangeOfDays(addDays(first, i), 1, zone)).flatMap(
        (day) => openWindows(own, holidays, zone, day),
      )
      return {
        ...{ zone, from: first, days, today },
        appointments: [...rows, ...gone].toSorted((a, b) => a.starts - b.starts),
        working: working.map(({ from: starts, until: ends }) => ({ starts, ends })),
      }
    },

    async freeTimes(agent, id, from) {
      return times.page(bookings.purposeOf(await expectScheduled(agent, id)), from, id)
    },

    async move(agent, id, starts) {
      await orOver(bookings.move(await expectScheduled(agent, id), starts))
      parts.onChanged()
    },

    async cancel(agent, id) {
      const { conversation } = await expect(agent, id)
      if (conversation.state !== 'scheduled' && conversation.state !== 'waiting') {
        throw new BalieError('APPOINTMENT_OVER', `an appointment that is ${conversation.state}`)
      }
      await changeSession(settings, id, { tag: 'ended', at: clock.now(), by: 'agent' })
    },

    async noShow(agent, id) {
      await expectScheduled(agent, id)
      await orOver(changeSession(settings, id, { tag: 'missed', at: clock.now() }))
    },

    async extend(agent, id, minutes) {
      const { record } = await view.ownOpen(agent, id)
      await bookings.extend(record.session, minutes)
    },
  }
}
