import type { Clock } from '../ui/clock.ts'
import { createStore, type Store } from '../ui/store.ts'
import type { ServerClock } from './server-clock.ts'

/** The server's time as the page shows it, and what is about to happen by it. */
export interface ShownTime {
  /** Milliseconds since 1970. Moves on at least every quarter of a minute while something is about to happen. */
  readonly now: Store<number>
  /** From now on these moments matter, and no others. Each is told once, a moment after it has passed. */
  expect(moments: readonly number[]): void
  /** The page was asleep, or the network came back. */
  wake(): void
}

/** What it works with. */
export interface ShownTimeParts {
  readonly clock: Clock
  readonly server: ServerClock
  /** One of the moments has passed: ask where things stand. */
  readonly due: () => void
}

const minute = 60_000
// Timers of a phone that sleeps stand still; often is cheap and needs no more than that.
const longestPause = 15_000
const grace = 1000

/** A time that stands still until there are moments to expect. It goes by the server's clock. */
export function createShownTime({ clock, server, due }: ShownTimeParts): ShownTime {
  const now = createStore(server.now())
  let moments: readonly number[] = []
  let given: readonly number[] = []
  let callOff = () => {}

  function look(): void {
    callOff()
    const at = server.now()
    now.set(at)
    const passed = moments.filter((moment) => moment + grace <= at)
    moments = moments.filter((moment) => moment + grace > at)
    if (moments.length > 0) {
      // Also at the whole minutes before each, so that a count of minutes is never wrong for long.
      const turns = moments.flatMap((moment) =>
        moment > at ? [moment - at, ((moment - at - 1) % minute) + 1] : [moment + grace - at],
      )
      callOff = clock.later(Math.max(1, Math.min(longestPause, ...turns)), look)
    }
    if (passed.length > 0) due()
  }

  /** Those that lie ahead, and those that did so a moment ago. */
  function ofNow(): readonly number[] {
    const at = server.now()
    return given.filter((moment) => moment > at || moments.includes(moment))
  }

  // What seemed to have passed by a clock that was wrong may lie ahead.
  server.ahead.subscribe(() => {
    moments = ofNow()
    look()
  })

  return {
    now,
    expect(next) {
      // What has passed already is in what the page was just told.
      given = next
      moments = ofNow()
      if (given.length > 0) server.learn()
      look()
    },
    wake: look,
  }
}
