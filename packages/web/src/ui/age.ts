/** How long ago, in the unit in which a person would say it. */
export interface Age {
  readonly unit: 'now' | 'minutes' | 'hours' | 'days'
  readonly count: number
}

/** The age of a moment, rounded down. A moment in the future is now: clocks differ a little. */
export function ageOf(moment: number, now: number): Age {
  const minutes = Math.floor((now - moment) / 60_000)
  if (minutes < 1) return { unit: 'now', count: 0 }
  if (minutes < 60) return { unit: 'minutes', count: minutes }
  if (minutes < 60 * 24) return { unit: 'hours', count: Math.floor(minutes / 60) }
  return { unit: 'days', count: Math.floor(minutes / (60 * 24)) }
}
