import type { Case } from '../../case.ts'
import type { Kit } from '../../engine/kit.ts'
import { expect, notApplicable } from '../../verdict.ts'
import { craftFor } from '../threats/crafting-for.ts'

/** P1: attributes in what the plugin tells the world about itself. Its logs are its own. */
export const privacyCases: readonly Case[] = [
  {
    id: 'P1',
    profile: 'OURS',
    title: 'an error about a result does not say what was in it',
    async run(kit) {
      const canary = kit.canary()
      const [value = ''] = Object.values(canary.attributes)
      const { clock, purpose } = kit.subject
      const now = Math.floor(clock.now() / 1000)
      const tokens = [
        craftFor(kit, canary, { claims: { exp: now - 600, iat: now - 900 } }),
        craftFor(kit, canary, { claims: { sub: value } }),
        craftFor(kit, canary, { claims: { status: value } }),
        craftFor(kit, canary, { plaintext: () => JSON.stringify(canary.attributes) }),
      ]
      const session = await kit.newSession()
      const answers = [
        ...(await Promise.all(tokens.map((token) => kit.deliver(session, token)))),
        ...(await Promise.all(tokens.map((auth_result) => kit.start({ purpose, auth_result })))),
        await kit.start({ purpose, auth_result: canary.attributes }),
        await kit.start({ purpose: value }),
      ]
      const told = answers.find(
        ({ text, headers }) => canary.seenIn(text) || canary.seenIn(headerText(headers)),
      )
      return expect(told === undefined, `the answer ${told?.status} holds an attribute`)
    },
  },
  {
    id: 'P1',
    profile: 'OURS',
    title: 'metrics hold no attribute, no address of a session and no token',
    async run(kit) {
      const canary = kit.canary()
      const { browser, clientUrl, attrUrl } = await kit.converse({ attributes: canary.attributes })
      const { status, text } = await metricsOf(kit)
      if (status !== 200) return notApplicable('there are no metrics at /metrics')
      const secrets = [clientUrl, attrUrl, browser.page?.url].flatMap((url) => lastSegment(url))
      const held = secrets.find((secret) => text.includes(secret))
      return expect(!canary.seenIn(text) && held === undefined, `they hold ${held ?? 'an attribute'}`)
    },
  },
]

function metricsOf(kit: Kit) {
  return kit.send('GET', `${new URL(kit.subject.url).origin}/metrics`)
}

function lastSegment(url: string | undefined): string[] {
  const last = url === undefined ? undefined : new URL(url).pathname.split('/').at(-1)
  return last === undefined || last.length < 8 ? [] : [last]
}

function headerText(headers: Headers): string {
  return [...headers].map(([name, value]) => `${name}: ${value}`).join('\n')
}
