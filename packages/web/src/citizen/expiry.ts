import type { Clock } from '../ui/clock.ts'
import { createStore, type Store } from '../ui/store.ts'
import type { ServerClock } from './server-clock.ts'

/** Warns before the conversation ends by itself (WCAG 2.2.1, SF). */
export interface Expiry {
  /**
   * How many minutes are left, rounded up, from 5 to 1. Nothing while it is longer, or while no end is known.
   * Where a conversation ends sooner than ten minutes after one does something, it warns at half of that time.
   */
  readonly minutes: Store<number | undefined>
  /** When the server ends it, on the server's clock. */
  expect(expiresAt: number | undefined): void
  /** The page was asleep: timers stood still, or the clock was set. */
  wake(): void
}

/** What the warning works with. */
export interface ExpiryParts {
  readonly clock: Clock
  readonly server: ServerClock
  /** The moment has passed: find out whether it is over. */
  readonly due: () => void
}

const minute = 60_000
const warnsBefore = 5 * minute
// Timers of a phone that sleeps stand still; often is cheap and needs no more than that.
const longestPause = 15_000
const grace = 2000

/** A warning that goes by the server's clock, whatever the phone's says. Until that is known they are taken as equal. */
export function createExpiry({ clock, server, due }: ExpiryParts): Expiry {
  const minutes = createStore<number | undefined>(undefined)
  let end: number | undefined
  // When the end was put off while this page was there, on the page's clock: somebody did something then.
  let putOffAt: number | undefined
  let known = false
  let callOff = () => {}
  server.ahead.subscribe(look)

  function look(): void {
    callOff()
    if (end === undefined) {
      minutes.set(undefined)
      return
    }
    const left = end - server.now()
    const whole = putOffAt === undefined ? Number.POSITIVE_INFINITY : end - putOffAt - server.ahead.get()
    const warns = Math.min(warnsBefore, whole / 2)
    const count = Math.max(1, Math.ceil(left / minute))
    minutes.set(left > warns ? undefined : count)
    if (left <= -grace) due()
    const change = left > warns ? left - warns : left - (count - 1) * minute
    callOff = clock.later(left <= 0 ? grace : Math.min(Math.max(change, 1), longestPause), look)
  }

  return {
    minutes,
    expect(expiresAt) {
      if (expiresAt !== end) {
        const later = expiresAt !== undefined && known && expiresAt > (end ?? 0)
        putOffAt = later ? clock.now() : undefined
        end = expiresAt
      }
      known = true
      if (end !== undefined) server.learn()
      look()
    },
    wake: look,
  }
}
