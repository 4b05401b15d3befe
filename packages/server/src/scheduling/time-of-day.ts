import { MINUTES_OF_DAY } from './hours.ts'

/** The minute of the day of a text like `09:30`; `24:00` is 1440, for an end. Undefined for anything else. */
export function readTimeOfDay(text: string): number | undefined {
  const [, hours, minutes] = /^(\d{2}):([0-5]\d)$/.exec(text) ?? []
  if (hours === undefined) return undefined
  const minute = Number(hours) * 60 + Number(minutes)
  return minute <= MINUTES_OF_DAY ? minute : undefined
}

/** The text of a minute of the day, as {@link readTimeOfDay} reads it: `09:30` for 570. */
export function timeOfDayText(minute: number): string {
  const hours = Math.floor(minute / 60)
  return `${String(hours).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}
