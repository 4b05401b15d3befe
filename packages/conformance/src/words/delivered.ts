import type { Canary } from '../engine/canary.ts'
import type { Kit } from '../engine/kit.ts'
import { failed, notObservable, passed, type Verdict } from '../verdict.ts'

/**
 * Whether agents come to see these attributes, within ten seconds. When they do not, a control result says
 * whether that is the plugin's fault or the observing's.
 *
 * @throws {Stop} not observable, when the control result is not seen either
 */
export async function delivered(kit: Kit, canary: Canary): Promise<Verdict> {
  const seen = await kit.until(async () => {
    const observation = await kit.observe()
    if (observation === undefined) return 'unknown'
    return canary.seenIn(observation.text) ? 'seen' : undefined
  })
  if (seen === 'seen') return passed
  if (seen === 'unknown') return notObservable('without --observe nobody sees what agents see')
  await kit.observeWithControl()
  return failed('agents do not see the attributes, though they see those of another genuine result')
}
