import { changeSession, type Effect, IdContactError, type Session, type Settings, schedule } from '@balie/sdk'
import type { Pool, PoolClient } from 'pg'
import type { PurposeConfig, ScheduleConfig } from '../config/config.ts'
import { BalieError } from '../errors/balie-error.ts'
import { SlotTaken } from '../errors/slot-taken.ts'
import { createSessionStore } from '../store/session-store.ts'
import { inTransaction } from '../store/transaction.ts'
import type { Reader } from './appointment-facts-of.ts'
import { addMail, addReminders } from './appointment-mails.ts'
import {
  type AppointmentTime,
  bookHeld,
  countOfDay,
  extendBooked,
  holdTime,
  isTimeTaken,
  lockDay,
  type NewTime,
} from './appointment-times.ts'
import { addressFrom } from './contact-address.ts'
import { fairOrder } from './fair-order.ts'
import type { FreeTimesOfPurposes } from './free-times.ts'
import { localDate, rangeOfDays } from './local-days.ts'
import { hasAppointments, type SchedulingPurpose } from './scheduling-purpose.ts'

/** The citizen who books. */
export interface BookedBy extends Reader {
  /** Hash of the cookie. */
  readonly browser: string
}

/** Makes appointments, moves them, and makes them longer (FL-7). Each is one transaction: the time, the session, the mail. */
export interface Bookings {
  /** The purpose of a session, with its appointments. @throws {BalieError} APPOINTMENT_OVER where there are none (any more) */
  purposeOf(session: Session): SchedulingPurpose
  /**
   * Holds a time for a session for some minutes. Any suitable agent, the one with the least to do first.
   *
   * @throws {SlotTaken} SLOT_TAKEN, with the next time that is free
   * @throws {BalieError} TIME_REFUSED for the past, too soon, or beyond the horizon
   * @throws {IdContactError} AUTHENTICATION_NEEDED for who could not book it, and is not about to become known
   */
  hold(session: Session, starts: number): Promise<AppointmentTime>
  /** Lets go of what a session holds. */
  release(session: string): Promise<void>
  /**
   * Books the time that the session holds, or moves its appointment there. The same again changes nothing.
   *
   * @param starts of that time: nobody gets another one than they saw
   * @param by the citizen, with the cookie's hash and how mail is wanted
   * @throws {BalieError} CONTACT_UNCONFIRMED where mail is sent and the citizen gave no address for it; TIME_REFUSED for the past
   * @throws {SlotTaken} SLOT_TAKEN when it holds that time no more
   * @throws {IdContactError} what `schedule` throws
   */
  book(session: Session, starts: number, by: BookedBy): Promise<Session>
  /**
   * Moves an appointment for an agent, at once: what the citizen holds meanwhile is not booked by it.
   *
   * @throws what `hold` and `schedule` throw
   */
  move(session: Session, starts: number): Promise<Session>
  /**
   * Makes a meeting that runs so many minutes longer than it was.
   *
   * @throws {BalieError} EXTENSION_REFUSED when the time is taken; APPOINTMENT_OVER
   */
  extend(session: Session, minutes: number): Promise<Session>
}

export interface BookingsParts {
  readonly pool: Pool
  /** Of the communication method `appointment`. */
  readonly settings: Settings
  readonly schedule: ScheduleConfig
  readonly purposes: ReadonlyMap<string, PurposeConfig>
  readonly freeTimes: FreeTimesOfPurposes
  /** Whether mail is sent at all. */
  readonly sendsMail: boolean
}

const MINUTE = 60_000

export function createBookings(parts: BookingsParts): Bookings {
  const { pool, settings, freeTimes, purposes, sendsMail } = parts
  const { zone } = parts.schedule
  const { clock, random } = settings

  function purposeOf({ purpose: tag }: Session): SchedulingPurpose {
    const purpose = purposes.get(tag)
    if (purpose && hasAppointments(purpose)) return purpose
    throw new BalieError('APPOINTMENT_OVER', 'a purpose without appointments (any more)')
  }

  /** Changes of sessions within a transaction; what they bring about is carried out when it is committed. */
  async function together<T>(work: (client: PoolClient, within: Settings) => Promise<T>): Promise<T> {
    const told: (readonly [Session, readonly Effect[]])[] = []
    const result = await inTransaction(pool, (client) => {
      const carryOut = async (session: Session, effects: readonly Effect[]) => {
        told.push([session, effects])
      }
      return work(client, {
        ...settings,
        store: createSessionStore(client, clock),
        channel: { ...settings.channel, carryOut },
      })
    })
    for (const [session, effects] of told) {
      await settings.channel.carryOut(session, effects).catch(settings.report)
    }
    return result
  }

  async function taken(purpose: SchedulingPurpose, starts: number): Promise<SlotTaken> {
    return new SlotTaken('a time that has gone', await freeTimes.nextAfter(purpose, starts))
  }

  async function hasVerifiedAddress({ id }: Session, purpose: SchedulingPurpose): Promise<boolean> {
    const record = await settings.store.find({ by: 'id', id })
    return record !== undefined && addressFrom(record, purpose, settings) !== undefined
  }

  function expectWithin({ appointment }: SchedulingPurpose, starts: number): string {
    const now = clock.now()
    const horizon = rangeOfDays(localDate(now, zone), appointment.horizonDays + 1, zone)
    if (starts < now + appointment.shortestNotice * MINUTE || starts >= horizon.until) {
      throw new BalieError('TIME_REFUSED', 'a time in the past, too soon, or beyond the horizon')
    }
    return localDate(starts, zone)
  }

  /** What of a time is to be claimed, and of whom. */
  async function timeToClaim(session: Session, purpose: SchedulingPurpose, starts: number): Promise<NewTime> {
    const { duration, before, after, hold } = purpose.appointment
    const day = expectWithin(purpose, starts)
    const known = await freeTimes.slots(purpose, { from: starts, until: starts + 1 }, session.id)
    const slot = known.slots.find((one) => one.starts === starts)
    if (!slot) throw await taken(purpose, starts)
    const ends = starts + duration * MINUTE
    return {
      ...{ session: session.id, purpose: purpose.tag, day, starts, ends },
      during: { from: starts - before * MINUTE, until: ends + after * MINUTE },
      agents: fairOrder(slot.agents, known.load, known.lastBooked),
      until: clock.now() + hold * MINUTE,
      now: clock.now(),
    }
  }

  /** @throws {Gone} when the day is full */
  async function expectRoom(
    client: PoolClient,
    { tag, appointment }: SchedulingPurpose,
    { session, day }: Pick<NewTime, 'session' | 'day'>,
  ): Promise<void> {
    if (appointment.mostPerDay === 0) return
    await lockDay(client, tag, day)
    const count = await countOfDay(client, { purpose: tag, day, session, now: clock.now() })
    if (count >= appointment.mostPerDay) throw new Gone()
  }

  async function claim(
    client: PoolClient,
    purpose: SchedulingPurpose,
    time: NewTime,
  ): Promise<AppointmentTime> {
    await expectRoom(client, purpose, time)
    const held = await holdTime(client, time, random)
    if (!held) throw new Gone()
    return held
  }

  /** Makes the time that a session claimed its appointment, and writes down what mail that means. */
  async function bookClaimed(
    client: PoolClient,
    within: Settings,
    { id }: Session,
    starts: number,
    { appointment: rules, allowUnauthenticated }: SchedulingPurpose,
    { by, hasAddress = false }: { readonly by?: BookedBy; readonly hasAddress?: boolean },
  ): Promise<Session> {
    const { wayIn, ways, keepUntilMeeting, emailAttribute, reminders } = rules
    const time = await bookHeld(client, id, starts, clock.now())
    if (!time) throw new Gone()
    const booked = await schedule(within, id, {
      ...time,
      opens: time.starts - wayIn * MINUTE,
      way: ways[0] ?? 'chat',
      ...(by && { browser: by.browser }),
      allowUnauthenticated,
      keep: keepUntilMeeting,
      ...(emailAttribute !== undefined && hasAddress && { contactFrom: emailAttribute }),
    })
    const { appointment } = booked
    if (!appointment) throw new BalieError('APPOINTMENT_OVER', 'scheduled without an appointment')
    if (booked.contact) {
      const kind = appointment.moved === 0 ? 'booked' : 'moved'
      const isNew = await addMail(
        client,
        { session: id, kind, sequence: appointment.moved, minutes: 0 },
        clock.now(),
      )
      // The time that it has already is no move: its reminders stand.
      if (isNew) await addReminders(client, id, appointment, reminders, clock.now())
    }
    return booked
  }

  async function orNext<T>(purpose: SchedulingPurpose, after: number, work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (cause) {
      throw cause instanceof Gone ? await taken(purpose, after) : cause
    }
  }

  return {
    purposeOf,

    async hold(session, starts) {
      const purpose = purposeOf(session)
      const { attributes, appointment } = session
      const mayBecomeKnown = attributes.state === 'verified' || attributes.state === 'awaiting'
      if (!appointment && !purpose.allowUnauthenticated && !mayBecomeKnown) {
        throw new IdContactError('AUTHENTICATION_NEEDED', 'holding a time without an identity')
      }
      const time = await timeToClaim(session, purpose, starts)
      return orNext(purpose, starts, () => inTransaction(pool, (client) => claim(client, purpose, time)))
    },

    async release(session) {
      await pool.query(`delete from appointment_times where session_id = $1 and state = 'held'`, [session])
    },

    async book(session, starts, by) {
      const purpose = purposeOf(session)
      const hasAddress = sendsMail && (await hasVerifiedAddress(session, purpose))
      if (sendsMail && !hasAddress && !session.contact) {
        throw new BalieError('CONTACT_UNCONFIRMED', 'an appointment without an address for mail')
      }
      if (starts <= clock.now()) throw new BalieError('TIME_REFUSED', 'a time in the past')
      return orNext(purpose, clock.now(), () =>
        together(async (client, within) => {
          // A hold that ran out is good until somebody else has the time, but not for more than fit in a day.
          await expectRoom(client, purpose, { session: session.id, day: localDate(starts, zone) })
          const booked = await bookClaimed(client, within, session, starts, purpose, { by, hasAddress })
          await keepReader(client, session.id, by)
          return booked
        }),
      )
    },

    async move(session, starts) {
      const purpose = purposeOf(session)
      const time = await timeToClaim(session, purpose, starts)
      return orNext(purpose, starts, () =>
        together(async (client, within) => {
          await claim(client, purpose, time)
          return bookClaimed(client, within, session, starts, purpose, {})
        }),
      )
    },

    async extend({ id, purpose, appointment, conversation }, minutes) {
      if (conversation.state !== 'open' || !appointment) {
        throw new BalieError('APPOINTMENT_OVER', 'a meeting that does not run was to be extended')
      }
      const { agent } = conversation
      const ends = appointment.ends + minutes * MINUTE
      const after = (purposes.get(purpose)?.appointment?.after ?? 0) * MINUTE
      try {
        return await together(async (client, within) => {
          const longer = { session: id, agent, ends, until: ends + after, now: clock.now() }
          if (!(await extendBooked(client, longer)))
            throw new BalieError('APPOINTMENT_OVER', 'a meeting without a time')
          return changeSession(within, id, { tag: 'extended', at: clock.now(), ends })
        })
      } catch (cause) {
        if (isTimeTaken(cause))
          throw new BalieError('EXTENSION_REFUSED', 'the time after it is taken', { cause })
        if (cause instanceof IdContactError && cause.code === 'TRANSITION_REFUSED')
          throw new BalieError('APPOINTMENT_OVER', 'the meeting ended meanwhile', { cause })
        throw cause
      }
    },
  }
}

/** In which language and time zone mail is wanted, from now on. */
async function keepReader(client: PoolClient, session: string, { locale, zone }: Reader): Promise<void> {
  await client.query(
    `insert into appointment_contacts (session_id, locale, zone) values ($1, $2, $3)
     on conflict (session_id) do update set locale = excluded.locale, zone = excluded.zone`,
    [session, locale, zone ?? null],
  )
}

/** Undoes a transaction in which the time had gone. */
class Gone extends Error {}
