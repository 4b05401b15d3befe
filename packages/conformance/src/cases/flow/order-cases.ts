import type { Case } from '../../case.ts'
import type { Browser } from '../../engine/browser.ts'
import type { Kit, Session } from '../../engine/kit.ts'
import { expect, notApplicable, notObservable } from '../../verdict.ts'
import { delivered } from '../../words/delivered.ts'

/** FL-8: attributes, landing and conversation in any order. */
export const orderCases: readonly Case[] = [
  anyOrder('before the landing', { before: true, landed: false }),
  anyOrder('between landing and beginning', { before: false, landed: true }),
  anyOrder('after beginning', { before: false, landed: false }),
  {
    id: 'FL-8',
    profile: 'OURS',
    title: 'an agent sees attributes that come late within two seconds',
    async run(kit) {
      const session = await separately(kit)
      if (!session) return notApplicable('nothing is delivered separately')
      await kit.enter(session)
      if ((await kit.observe()) === undefined) return notObservable('needs --observe')
      const canary = kit.canary()
      await kit.deliver(session, await kit.result({ attributes: canary.attributes }))
      const before = Date.now()
      const verdict = await delivered(kit, canary)
      if (verdict.verdict !== 'passed') return verdict
      // Looking takes its own time: two looks are allowed for.
      const took = Date.now() - before
      const look = await timeOfLook(kit)
      return expect(took < 2000 + 2 * look, `it took ${took} ms, of which a look takes ${look} ms`)
    },
  },
]

function anyOrder(when: string, { before, landed }: { before: boolean; landed: boolean }): Case {
  return {
    id: 'FL-8',
    profile: 'OURS',
    title: `attributes that come ${when} are seen by the agent`,
    async run(kit) {
      const session = await separately(kit)
      if (!session) return notApplicable('nothing is delivered separately')
      const canary = kit.canary()
      const token = await kit.result({ attributes: canary.attributes })
      if (before) await kit.deliver(session, token)
      if (landed) await land(session)
      if (landed) await kit.deliver(session, token)
      await kit.enter(session)
      if (!before && !landed) await kit.deliver(session, token)
      return delivered(kit, canary)
    },
  }
}

async function separately(kit: Kit): Promise<Session | undefined> {
  const session = await kit.newSession()
  return session.attrUrl === undefined ? undefined : session
}

async function land({ browser, clientUrl }: Session): Promise<Browser> {
  await browser.open(clientUrl)
  return browser
}

async function timeOfLook(kit: Kit): Promise<number> {
  const before = Date.now()
  await kit.observe()
  return Date.now() - before
}
