import Type from 'typebox'

/** Milliseconds since 1970, as far as dates go. */
export const Instant = Type.Integer({ minimum: 0, maximum: 8.64e15 })

/** A day of the organisation's calendar, such as `2026-10-27`. */
export const CalendarDate = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })

/** Name of a time zone, such as `Europe/Amsterdam`. */
export const ZoneName = Type.String({ minLength: 1, maxLength: 64 })
