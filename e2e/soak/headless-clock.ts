import type { Clock } from '../../packages/web/src/ui/clock.ts'

/** The clock of one page without a browser. */
export interface HeadlessClock extends Clock {
  /** The tab is closed: nothing happens any more. */
  stop(): void
}

/** What the page waits for keeps no process alive. */
export function createHeadlessClock(): HeadlessClock {
  let isStopped = false
  return {
    now: () => Date.now(),
    later(milliseconds, then) {
      const timer = setTimeout(() => {
        if (!isStopped) then()
      }, milliseconds).unref()
      return () => clearTimeout(timer)
    },
    stop() {
      isStopped = true
    },
  }
}
