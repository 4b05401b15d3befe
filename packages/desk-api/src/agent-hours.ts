import Type from 'typebox'
import { CalendarDate, Instant, ZoneName } from './moment.ts'

/** Hours of a day, `09:00` to `17:00`; the end may be `24:00`, and an end before the start is on the next day. */
export const DayHours = Type.Object(
  {
    starts: Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' }),
    ends: Type.String({ pattern: '^(([01]\\d|2[0-3]):[0-5]\\d|24:00)$' }),
  },
  { additionalProperties: false },
)
export type DayHours = Type.Static<typeof DayHours>

/** The hours of one day instead of the usual ones; none: absent. */
export const HoursException = Type.Object(
  { date: CalendarDate, hours: Type.Array(DayHours, { maxItems: 12 }) },
  { additionalProperties: false },
)
export type HoursException = Type.Static<typeof HoursException>

/** A time at which the agent cannot, whatever the hours. */
export const BusyTime = Type.Object({ id: Type.String(), starts: Instant, ends: Instant })
export type BusyTime = Type.Static<typeof BusyTime>

/** When an agent works. */
export const AgentHours = Type.Object({
  zone: ZoneName,
  today: CalendarDate,
  /** Monday first, seven lists. */
  weekly: Type.Array(Type.Array(DayHours, { maxItems: 12 }), { minItems: 7, maxItems: 7 }),
  /** Whether these are the organisation's hours, because the agent has set none. */
  isDefault: Type.Boolean(),
  /** From today on, by date. */
  exceptions: Type.Array(HoursException),
  /** From now on, by start. */
  busy: Type.Array(BusyTime),
  /** The organisation's, from today on. */
  holidays: Type.Array(CalendarDate),
  /** Appointments to come of this agent that lie outside of these hours: they stand, and somebody must decide. */
  outside: Type.Array(Type.Object({ id: Type.String(), starts: Instant, ends: Instant })),
})
export type AgentHours = Type.Static<typeof AgentHours>

/** `null`: the organisation's hours again. */
export const WeeklyHours = Type.Object(
  {
    weekly: Type.Union([
      Type.Array(Type.Array(DayHours, { maxItems: 12 }), { minItems: 7, maxItems: 7 }),
      Type.Null(),
    ]),
  },
  { additionalProperties: false },
)
export type WeeklyHours = Type.Static<typeof WeeklyHours>

export const ExceptionDate = Type.Object({ date: CalendarDate }, { additionalProperties: false })
export type ExceptionDate = Type.Static<typeof ExceptionDate>

/** In the organisation's time, on one day or over several. */
export const NewBusyTime = Type.Object(
  {
    from: Type.Object(
      { date: CalendarDate, time: DayHours.properties.starts },
      { additionalProperties: false },
    ),
    until: Type.Object(
      { date: CalendarDate, time: DayHours.properties.ends },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
)
export type NewBusyTime = Type.Static<typeof NewBusyTime>

export const BusyTimeId = Type.Object(
  { id: Type.String({ minLength: 1, maxLength: 64 }) },
  { additionalProperties: false },
)
export type BusyTimeId = Type.Static<typeof BusyTimeId>
