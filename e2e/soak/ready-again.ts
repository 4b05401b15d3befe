import type { Killed } from './killer.ts'

/** By when every node must say that it is ready, milliseconds, less what it waited for a processor. */
const WITHIN = 5_000
/** The same by the clock: no wait for a processor explains more. */
const WITHIN_BY_CLOCK = 15_000

/** Both figures, in words. */
export function readyWords({ readyAfter, processorWait }: Killed): string {
  return `ready after ${second(readyAfter)} by the clock, ${second(readyAfter - processorWait)} less what was waited for a processor`
}

/** Whether that took longer than it may, in words; undefined: it did not. */
export function tooLate(killed: Killed): string | undefined {
  const { victims, readyAfter, processorWait } = killed
  const isInTime = readyAfter <= WITHIN_BY_CLOCK && readyAfter - processorWait <= WITHIN
  return isInTime ? undefined : `${victims.join(' and ')}: ${readyWords(killed)}`
}

function second(time: number): string {
  return `${(time / 1000).toFixed(1)} s`
}
