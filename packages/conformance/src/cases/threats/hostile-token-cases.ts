import type { Case } from '../../case.ts'
import { concerns, type HostileToken } from '../../crafting/hostile-token.ts'
import { HOSTILE_TOKENS } from '../../crafting/hostile-tokens.ts'
import type { Kit } from '../../engine/kit.ts'
import { notApplicable, type Verdict } from '../../verdict.ts'
import { craftingFor } from './crafting-for.ts'
import { onlyGenuine } from './only-genuine.ts'
import { unbroken } from './unbroken.ts'

/** From this size on a plugin may close the connection instead of answering. */
const LARGE = 32 * 1024

/** T1 to T6 and T8 to T10: one case for each hostile token, brought as the plugin wants its results. */
export const hostileTokenCases: readonly Case[] = HOSTILE_TOKENS.map((token) => ({
  id: token.threat,
  profile: 'OURS',
  title: `not delivered: ${token.title}`,
  run: (kit) => refuse(kit, token),
}))

async function refuse(kit: Kit, token: HostileToken): Promise<Verdict> {
  const hostile = kit.canary()
  const crafting = craftingFor(kit, hostile)
  if (!concerns(token, crafting)) return notApplicable('this attack is for keys of the other type')
  const session = await kit.newSession()
  await kit.enter(session)
  const text = token.craft(crafting)
  const answer = await kit.deliver(session, text)
  const whole = unbroken(answer, text.length > LARGE)
  if (whole.verdict !== 'passed') return whole
  const genuine = kit.canary()
  await kit.deliver(session, await kit.result({ attributes: genuine.attributes }))
  return onlyGenuine(kit, hostile, genuine)
}
