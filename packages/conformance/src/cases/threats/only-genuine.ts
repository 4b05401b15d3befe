import type { Canary } from '../../engine/canary.ts'
import type { Kit } from '../../engine/kit.ts'
import { failed, notObservable, passed, type Verdict } from '../../verdict.ts'

/**
 * Whether agents come to see the genuine attributes and never the hostile ones, which were sent before them. A
 * hostile result that was believed also fails where it is not shown: then it stands in the genuine one's way.
 *
 * @throws {Stop} not observable, when a control result is not seen either
 */
export async function onlyGenuine(kit: Kit, hostile: Canary, genuine: Canary): Promise<Verdict> {
  const seen = await kit.until(async () => {
    const observation = await kit.observe()
    if (observation === undefined) return 'unknown'
    if (hostile.seenIn(observation.text)) return 'hostile'
    return genuine.seenIn(observation.text) ? 'genuine' : undefined
  })
  if (seen === 'genuine') return passed
  if (seen === 'unknown') return notObservable('without --observe nobody sees what agents see')
  if (seen === 'hostile') return failed('agents see attributes that had to be refused')
  await kit.observeWithControl()
  return failed('a genuine result afterwards is not shown, though that of another session is')
}
