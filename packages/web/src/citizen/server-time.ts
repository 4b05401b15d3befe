/**
 * The server's clock, milliseconds since 1970, read from the `Date` of an answer: a phone's own clock may be
 * wrong by hours. Nothing when there is no answer.
 *
 * @param address something small of the server
 */
export async function serverTime(address: string): Promise<number | undefined> {
  try {
    const answer = await fetch(address, { credentials: 'same-origin', cache: 'no-store' })
    const time = Date.parse(answer.headers.get('date') ?? '')
    return Number.isNaN(time) ? undefined : time
  } catch {
    return undefined
  }
}
