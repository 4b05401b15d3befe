import type { Case } from '../../case.ts'
import { concerns } from '../../crafting/hostile-token.ts'
import { HOSTILE_TOKENS } from '../../crafting/hostile-tokens.ts'
import type { Answer } from '../../engine/answer.ts'
import type { Kit } from '../../engine/kit.ts'
import { failed, notApplicable, passed, type Verdict } from '../../verdict.ts'
import { craftingFor } from './crafting-for.ts'

/** What fails at quite different steps: the answers must not tell which. */
const STEPS = new Set([
  'sealed for a stranger',
  "signed with a stranger's key",
  'a signature of zeros',
  'alg "none" and no signature',
  'bare claims in the JWE',
  'sub id-contact-widget',
  'expired a minute ago',
  'no exp',
  'an iat five minutes ahead',
  'jku in the JWE header',
  'zip said, and nothing compressed',
  '100 attributes',
  'attributes with failed',
  'an attribute twice',
  'four parts',
  'no token at all: a.b.c.d.e',
])

const tokens = HOSTILE_TOKENS.filter(({ title }) => STEPS.has(title))

/** T11: a refusal does not tell why. */
export const sameRefusalCases: readonly Case[] = [
  {
    id: 'T11',
    profile: 'OURS',
    title: 'every refusal at the attr URL is the same, whatever the reason',
    async run(kit) {
      const session = await kit.newSession()
      if (!session.attrUrl) return notApplicable('the plugin gives no attr_url')
      return allTheSame(kit, (token) => kit.deliver(session, token))
    },
  },
  {
    id: 'T11',
    profile: 'OURS',
    title: 'every refusal of a result in the start request is the same, whatever the reason',
    run: (kit) => allTheSame(kit, (token) => kit.start({ purpose: kit.subject.purpose, auth_result: token })),
  },
  {
    id: 'T11',
    profile: 'OURS',
    title: 'every refusal of a result in the landing is the same, whatever the reason',
    run: (kit) =>
      allTheSame(kit, async (token) => {
        const { clientUrl, browser } = await kit.newSession()
        const query = `${clientUrl.includes('?') ? '&' : '?'}result=${encodeURIComponent(token)}`
        const { answer, handle } = await browser.open(clientUrl + query)
        return { ...answer, text: answer.text.replaceAll(handle, 'handle') }
      }),
  },
]

async function allTheSame(kit: Kit, bring: (token: string) => Promise<Answer>): Promise<Verdict> {
  const crafting = craftingFor(kit, kit.canary())
  const seen = new Map<string, string>()
  for (const token of tokens.filter((token) => concerns(token, crafting))) {
    const answer = await bring(token.craft(crafting))
    const face = `${answer.status} ${answer.headers.get('content-type')} ${withoutNonces(answer.text)}`
    if (!seen.has(face)) seen.set(face, token.title)
  }
  if (seen.size === 1) return passed
  return failed(
    `${seen.size} different answers: ${[...seen].map(([face, title]) => `${title}: ${face.slice(0, 80)}`).join('; ')}`,
  )
}

/** Random parts of a page are no message. */
function withoutNonces(text: string): string {
  return text.replace(/[\w-]{20,}/g, '…')
}
