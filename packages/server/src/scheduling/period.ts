import type { Hours } from './hours.ts'
import { readTimeOfDay } from './time-of-day.ts'

/** The hours of a text such as `09:00-12:30`, as the schema lets it through. */
export function readPeriod(text: string): Hours {
  const [starts = '', ends = ''] = text.split('-')
  return { starts: readTimeOfDay(starts) ?? 0, ends: readTimeOfDay(ends) ?? 0 }
}
