import type { Clock } from '../clock.ts'

const repeatAfter = 3000
const idleAfter = 4000

/** Says to the other side that somebody types: at most every three seconds, and no more four seconds after the last key. */
export function createTypingSign(
  clock: Clock,
  say: (on: boolean) => void,
): { typed(something: boolean): void } {
  let saidAt: number | undefined
  let stopIdle = () => {}

  function stop(): void {
    stopIdle()
    if (saidAt === undefined) return
    saidAt = undefined
    say(false)
  }

  return {
    typed(something) {
      if (!something) return stop()
      stopIdle()
      stopIdle = clock.later(idleAfter, stop)
      if (saidAt !== undefined && clock.now() - saidAt < repeatAfter) return
      saidAt = clock.now()
      say(true)
    },
  }
}
