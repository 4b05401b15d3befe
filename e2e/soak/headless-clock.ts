import { browserClock, type Clock } from '../../packages/web/src/ui/clock.ts'

/** The clock of pages without a browser: what they wait for ends with the process, as with a tab. */
export const headlessClock: Clock = {
  now: browserClock.now,
  later(milliseconds, then) {
    const timer = setTimeout(then, milliseconds).unref()
    return () => clearTimeout(timer)
  },
}
