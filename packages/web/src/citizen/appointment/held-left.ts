const minute = 60_000
const soon = 2

/**
 * For how many minutes a time is still kept, never none, and whether that is soon over: then it is said aloud.
 *
 * @param now the server's time, milliseconds since 1970
 */
export function heldLeft(until: number, now: number): { readonly minutes: number; readonly isSoon: boolean } {
  const minutes = Math.max(1, Math.ceil((until - now) / minute))
  return { minutes, isSoon: minutes <= soon }
}
