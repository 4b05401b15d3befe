import type { Case } from '../../case.ts'
import { craftAuthResult } from '../../crafting/craft-auth-result.ts'
import type { Canary } from '../../engine/canary.ts'
import { withResult } from '../../engine/create-kit.ts'
import type { Kit } from '../../engine/kit.ts'
import type { SubjectPurpose } from '../../engine/subject.ts'
import {
  allOf,
  expect,
  failed,
  notApplicable,
  notObservable,
  passed,
  Stop,
  type Verdict,
} from '../../verdict.ts'
import { delivered } from '../../words/delivered.ts'
import { notDelivered } from '../../words/not-delivered.ts'
import { craftingFor } from './crafting-for.ts'
import { onlyGenuine } from './only-genuine.ts'
import { unbroken } from './unbroken.ts'

/** B6, B7, B11: whose attributes agents see, for which purpose, and that they see whether there are any. */
export const identityCases: readonly Case[] = [
  ...[1, 3].map(
    (times): Case => ({
      id: 'B6',
      profile: 'OURS',
      title: `failed ${times === 1 ? 'once' : `${times} times`}, then succes: delivered`,
      async run(kit) {
        const session = await kit.newSession()
        await kit.enter(session)
        for (let at = 0; at < times; at += 1) {
          const answer = await kit.deliver(session, await kit.result({ status: 'failed' }))
          if (answer.status >= 500 || answer.status === 0) return unbroken(answer)
        }
        const canary = kit.canary()
        await kit.deliver(session, await kit.result({ attributes: canary.attributes }))
        return delivered(kit, canary)
      },
    }),
  ),
  {
    id: 'B6',
    profile: 'OURS',
    title: 'succes, then failed: what was proven stays',
    async run(kit) {
      const canary = kit.canary()
      const session = await kit.converse({ attributes: canary.attributes })
      await kit.deliver(session, await kit.result({ status: 'failed' }))
      return delivered(kit, canary)
    },
  },
  {
    id: 'B6',
    profile: 'OURS',
    title: 'a second person never takes the place of the first unseen',
    async run(kit) {
      const [first, second] = [kit.canary(), kit.canary()]
      const session = await kit.converse({ attributes: first.attributes })
      const before = await delivered(kit, first)
      if (before.verdict !== 'passed') return before
      const answer = await kit.deliver(session, await kit.result({ attributes: second.attributes }))
      return allOf(
        unbroken(answer),
        await notDelivered(kit, second),
        expect(!second.seenIn(await session.browser.sees()), 'the citizen is shown the second one'),
      )
    },
  },
  {
    id: 'B6',
    profile: 'OURS',
    title: 'a second person who comes in the landing does not take the place of the first',
    async run(kit) {
      const [first, second] = [kit.canary(), kit.canary()]
      const { clientUrl, browser } = await kit.converse({ attributes: first.attributes })
      const token = await kit.result({ attributes: second.attributes })
      await browser.open(withResult(clientUrl, token))
      return notDelivered(kit, second)
    },
  },
  {
    id: 'B7',
    profile: 'OURS',
    title: 'a result of a light purpose does not verify for a heavy one',
    async run(kit) {
      const { heavy, light } = kit.subject
      if (!heavy) throw new Stop(notApplicable('needs a purpose that requires more (--heavy-purpose)'))
      return insufficient(kit, heavy, kit.canary(Object.keys((light ?? kit.subject).attributes)))
    },
  },
  {
    id: 'B7',
    profile: 'OURS',
    title: 'without any attribute nothing is verified where some are required',
    async run(kit) {
      const { heavy } = kit.subject
      if (!heavy) throw new Stop(notApplicable('needs a purpose that requires more (--heavy-purpose)'))
      return insufficient(kit, heavy, kit.canary([]))
    },
  },
  {
    id: 'B7',
    profile: 'OURS',
    title: 'attributes that the purpose does not allow are dropped',
    run: (kit) => extra(kit, (extras) => extras.attributes),
  },
  ...['toString', 'hasOwnProperty', 'constructor', 'valueOf', '', ' ', 'length'].map(
    (name): Case => ({
      id: 'B7',
      profile: 'OURS',
      title: `an attribute called ${JSON.stringify(name)} that the purpose does not allow is dropped`,
      run: (kit) => extra(kit, (extras) => ({ [name]: Object.values(extras.attributes)[0] ?? '' })),
    }),
  ),
  {
    id: 'B7',
    profile: 'OURS',
    title: 'attributes whose names are those of the purpose in capitals are dropped',
    run: (kit) =>
      extra(kit, (extras) =>
        Object.fromEntries(
          Object.keys(kit.subject.attributes).map((name) => [
            name.toUpperCase(),
            Object.values(extras.attributes)[0] ?? '',
          ]),
        ),
      ),
  },
  {
    id: 'B11',
    profile: 'OURS',
    title: 'agents see whether there is a verified identity: with and without one do not look the same',
    async run(kit) {
      const canary = kit.canary()
      const known = await kit.converse({ attributes: canary.attributes })
      const seen = await delivered(kit, canary)
      if (seen.verdict !== 'passed') return seen
      const unknown = await kit.newSession()
      await kit.enter(unknown)
      const { about } = await kit.observeWithControl()
      const one = about(known.browser.page?.handle ?? '')
      const other = about(unknown.browser.page?.handle ?? '')
      if (one === undefined || other === undefined) {
        return notObservable('what agents see does not name the conversations')
      }
      const values = Object.values(canary.attributes)
      return expect(
        words(one, values) !== words(other, values),
        'what agents see differs by nothing but the values of the attributes',
      )
    },
  },
  {
    id: 'B11',
    profile: 'OURS',
    title: 'a result that comes 35 seconds after beginning, when nobody waits for it any more, still counts',
    slow: true,
    async run(kit) {
      const session = await kit.newSession()
      await kit.enter(session)
      await kit.until(() => false, 35_000)
      const canary = kit.canary()
      await kit.deliver(session, await kit.result({ attributes: canary.attributes }))
      return delivered(kit, canary)
    },
  },
  {
    id: 'B11',
    profile: 'OURS',
    title: 'where the purpose wants a verified identity, a citizen without one can authenticate',
    async run(kit) {
      const { browser } = await kit.newSession().then(async (session) => {
        await kit.enter(session)
        return session
      })
      const offered = await browser.offers('authenticate')
      if (!browser.can('authenticate') && offered === undefined) {
        return notObservable('the action authenticate is not known (--actions)')
      }
      if (!kit.farSide && !offered) return notApplicable('there is no core to authenticate at')
      return expect(offered !== false, 'no way to authenticate is shown')
    },
  },
]

async function insufficient(kit: Kit, heavy: SubjectPurpose, light: Canary): Promise<Verdict> {
  const session = await kit.newSession({ purpose: heavy.purpose })
  await kit.enter(session)
  const answer = await kit.deliver(session, await kit.result({ attributes: light.attributes }))
  const whole = unbroken(answer)
  if (whole.verdict !== 'passed') return whole
  const full = kit.canary(Object.keys(heavy.attributes))
  await kit.deliver(session, await kit.result({ attributes: full.attributes }))
  return onlyGenuine(kit, light, full)
}

/** A result with attributes of the purpose and others beside them: only the first are seen. */
async function extra(kit: Kit, make: (extras: Canary) => Readonly<Record<string, string>>): Promise<Verdict> {
  const canary = kit.canary()
  const extras = kit.canary(['an_attribute_nobody_allows', 'another_one'])
  const session = await kit.newSession()
  await kit.enter(session)
  const crafting = craftingFor(kit, canary)
  const attributes = { ...make(extras), ...canary.attributes }
  const answer = await kit.deliver(session, craftAuthResult({ ...crafting, attributes }))
  if (answer.status >= 400)
    return failed(`status ${answer.status}: refused, though all that is needed is there`)
  const shown = await delivered(kit, canary)
  if (shown.verdict !== 'passed') return shown
  const observation = await kit.observe()
  return allOf(
    expect(!extras.seenIn(observation?.text), 'agents see attributes that the purpose does not allow'),
    expect(
      !extras.seenIn(await session.browser.sees()),
      'the citizen is shown attributes that the purpose does not allow',
    ),
    passed,
  )
}

/** What is said of a conversation, without attributes' values, handles, times and other random parts. */
function words(text: string, values: readonly string[]): string {
  return text
    .split('\n')
    .filter((line) => !values.some((value) => line.includes(value)))
    .join('\n')
    .replace(/[\w-]{16,}/g, '')
    .replace(/\d+/g, '')
}
