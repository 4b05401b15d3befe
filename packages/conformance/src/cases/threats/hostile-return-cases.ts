import type { Case } from '../../case.ts'
import { concerns, type HostileToken } from '../../crafting/hostile-token.ts'
import type { Canary } from '../../engine/canary.ts'
import { postResult, withResult } from '../../engine/create-kit.ts'
import type { Kit } from '../../engine/kit.ts'
import { allOf, expect, failed, notApplicable, Stop, type Verdict } from '../../verdict.ts'
import { authenticate } from '../../words/authentication.ts'
import { notDelivered } from '../../words/not-delivered.ts'
import { craftingFor } from './crafting-for.ts'
import { HOSTILE_SAMPLE } from './hostile-sample.ts'
import { unbroken } from './unbroken.ts'

/** The two doors of an authentication during communication: its attr URL, and the way back. */
const DOORS = ['at the attr URL of', 'on the way back from'] as const
type Door = (typeof DOORS)[number]

/** Results of authentications during communication are believed no sooner than those of the first exchange. */
export const hostileReturnCases: readonly Case[] = DOORS.flatMap((door): Case[] => [
  ...HOSTILE_SAMPLE.map(
    (token): Case => ({
      id: token.threat,
      profile: 'OURS',
      title: `not delivered ${door} an authentication during communication: ${token.title}`,
      run: (kit) => bring(kit, door, (hostile) => craft(kit, token, hostile)),
    }),
  ),
  {
    id: 'T7',
    profile: 'OURS',
    title: `a result that another session has used is not delivered ${door} an authentication during communication`,
    run: (kit) =>
      bring(kit, door, async (hostile) => {
        const token = await kit.result({ attributes: hostile.attributes })
        // Somebody who never begins: agents do not see it there.
        const { status } = await kit.deliver(await kit.newSession(), token)
        if (status === 0 || status >= 400)
          throw new Stop(failed(`a genuine result is answered with ${status}`))
        return token
      }),
  },
])

function craft(kit: Kit, token: HostileToken, hostile: Canary): string {
  const crafting = craftingFor(kit, hostile)
  if (concerns(token, crafting)) return token.craft(crafting)
  throw new Stop(notApplicable('this attack is for keys of the other type'))
}

async function bring(
  kit: Kit,
  door: Door,
  make: (hostile: Canary) => string | Promise<string>,
): Promise<Verdict> {
  const hostile = kit.canary()
  const token = await make(hostile)
  const browser = await kit.enter(await kit.newSession())
  const { attrUrl, commUrl } = await authenticate(kit, browser)
  if (commUrl === undefined) return failed('the start request has no comm_url')
  let whole: Verdict | undefined
  if (door === 'at the attr URL of') {
    if (attrUrl === undefined) return notApplicable('the result comes with the citizen')
    whole = unbroken(await postResult(kit, attrUrl, token))
  }
  const { answer } = await browser.open(whole === undefined ? withResult(commUrl, token) : commUrl)
  if (answer.status === 0 || answer.status >= 400)
    return failed(`the citizen comes back to status ${answer.status}`)
  return allOf(
    ...(whole ? [whole] : []),
    expect(!hostile.seenIn(await browser.sees()), 'the citizen is shown attributes that had to be refused'),
    await notDelivered(kit, hostile),
  )
}
