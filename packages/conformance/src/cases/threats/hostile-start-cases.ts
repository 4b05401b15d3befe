import type { Case } from '../../case.ts'
import { concerns, type HostileToken } from '../../crafting/hostile-token.ts'
import { withResult } from '../../engine/create-kit.ts'
import type { Kit } from '../../engine/kit.ts'
import { allOf, expect, failed, notApplicable, type Verdict } from '../../verdict.ts'
import { notDelivered } from '../../words/not-delivered.ts'
import { refused } from '../../words/refused.ts'
import { craftingFor } from './crafting-for.ts'
import { HOSTILE_SAMPLE } from './hostile-sample.ts'
import { unbroken } from './unbroken.ts'

/** B9: a start request with such a result is refused. The same results in the landing leave a citizen who can go on. */
export const hostileStartCases: readonly Case[] = [
  ...HOSTILE_SAMPLE.map(
    (token): Case => ({
      id: 'B9',
      profile: 'OURS',
      title: `the start is refused with a result: ${token.title}`,
      run: (kit) => atStart(kit, token),
    }),
  ),
  ...['', 'junk', 7, true, ['x'], { njwt: 'x' }].map(
    (value): Case => ({
      id: 'B9',
      profile: 'OURS',
      title: `the start is refused with a result that is ${JSON.stringify(value)}`,
      run: async (kit) => refused(await kit.start({ purpose: kit.subject.purpose, auth_result: value })),
    }),
  ),
  ...HOSTILE_SAMPLE.map(
    (token): Case => ({
      id: token.threat,
      profile: 'OURS',
      title: `not delivered in the landing, and the citizen goes on: ${token.title}`,
      run: (kit) => inLanding(kit, token),
    }),
  ),
]

async function atStart(kit: Kit, token: HostileToken): Promise<Verdict> {
  const hostile = kit.canary()
  const crafting = craftingFor(kit, hostile)
  if (!concerns(token, crafting)) return notApplicable('this attack is for keys of the other type')
  const { purpose } = kit.subject
  const good = await kit.start({ purpose, auth_result: await kit.result() })
  if (good.status >= 400) return notApplicable('the plugin takes no results at the start')
  const answer = await kit.start({ purpose, auth_result: token.craft(crafting) })
  return allOf(refused(answer), await notDelivered(kit, hostile))
}

async function inLanding(kit: Kit, token: HostileToken): Promise<Verdict> {
  const hostile = kit.canary()
  const crafting = craftingFor(kit, hostile)
  if (!concerns(token, crafting)) return notApplicable('this attack is for keys of the other type')
  const { clientUrl, browser } = await kit.newSession()
  const { answer } = await browser.open(withResult(clientUrl, token.craft(crafting)))
  if (answer.status >= 400 || answer.status === 0) return failed(`the citizen gets status ${answer.status}`)
  if (browser.can('begin')) await browser.act('begin')
  return allOf(
    unbroken(answer),
    expect(!hostile.seenIn(await browser.sees()), 'the citizen is shown attributes that had to be refused'),
    await notDelivered(kit, hostile),
  )
}
