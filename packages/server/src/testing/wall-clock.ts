/** What a clock and a calendar on a wall show. */
export interface WallTime {
  /** ISO. */
  readonly date: string
  /** 0 is Monday. */
  readonly weekday: number
  /** Minute of the day. */
  readonly minute: number
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/**
 * A wall clock that asks `Intl` about every minute by itself, and remembers: for tests of what computes with time
 * zones. Only for zones whose offset is in whole minutes.
 */
export function createWallClock(zone: string): (instant: number) => WallTime {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })
  const known = new Map<number, WallTime>()
  return (instant) => {
    const at = Math.floor(instant / 60_000)
    const shown = known.get(at) ?? readWall(format.format(at * 60_000))
    known.set(at, shown)
    return shown
  }
}

/** The wall clock of each zone, made once. */
export function createWallClocks(): (zone: string) => (instant: number) => WallTime {
  const walls = new Map<string, (instant: number) => WallTime>()
  return (zone) => {
    const wall = walls.get(zone) ?? createWallClock(zone)
    walls.set(zone, wall)
    return wall
  }
}

function readWall(text: string): WallTime {
  const [, weekday = '', day, month, year, hour, minute] =
    /^(\w+), (\d\d)\/(\d\d)\/(\d{4}), (\d\d):(\d\d)$/.exec(text) ?? []
  if (minute === undefined) throw new Error(`not the time of a wall clock: ${text}`)
  return {
    date: `${year}-${month}-${day}`,
    weekday: WEEKDAYS.indexOf(weekday),
    minute: Number(hour) * 60 + Number(minute),
  }
}
