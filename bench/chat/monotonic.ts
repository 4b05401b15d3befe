/** Milliseconds of a clock that never jumps and is the same in every thread of this process. */
export function monotonic(): number {
  return Number(process.hrtime.bigint()) / 1e6
}
