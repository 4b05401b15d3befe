import type { Canary } from '../engine/canary.ts'
import type { Kit } from '../engine/kit.ts'
import { failed, passed, type Verdict } from '../verdict.ts'

/**
 * Whether attributes that were refused are nowhere to be seen by agents. A status code does not prove it: so
 * this looks, after a genuine result that was delivered later has been seen in the same way.
 *
 * @throws {Stop} not observable, without `--observe` or when the genuine result is not seen either
 */
export async function notDelivered(kit: Kit, canary: Canary): Promise<Verdict> {
  const { text } = await kit.observeWithControl()
  return canary.seenIn(text) ? failed('agents see attributes that had to be refused') : passed
}
