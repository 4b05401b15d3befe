import type { Case } from '../../case.ts'
import { RESPELLINGS } from '../../crafting/respell-token.ts'
import type { Canary } from '../../engine/canary.ts'
import { withResult } from '../../engine/create-kit.ts'
import type { Kit, Session } from '../../engine/kit.ts'
import { allOf, expect, failed, notApplicable, notObservable, passed, type Verdict } from '../../verdict.ts'
import { delivered } from '../../words/delivered.ts'
import { unbroken } from './unbroken.ts'

const PARTS = ['encrypted key', 'iv', 'ciphertext', 'tag'] as const
const PARALLEL = 20

/** T7: a result counts once. */
export const replayCases: readonly Case[] = [
  {
    id: 'T7',
    profile: 'OURS',
    title: 'the same result in another session is not delivered',
    run: (kit) => replayed(kit, (token) => token),
  },
  ...PARTS.flatMap((part, at) =>
    RESPELLINGS.map(
      ({ title, change }): Case => ({
        id: 'T7',
        profile: 'OURS',
        title: `a used result with its ${part} ${title} is not delivered`,
        run: (kit) =>
          replayed(kit, (token) => {
            const parts = token.split('.')
            const before = parts[at + 1] ?? ''
            const changed = before === '' ? undefined : change(before)
            return changed === undefined ? undefined : parts.with(at + 1, changed).join('.')
          }),
      }),
    ),
  ),
  ...[
    { title: 'spaces around it', change: (token: string) => ` ${token} ` },
    { title: 'a line end after it', change: (token: string) => `${token}\r\n` },
    { title: 'a dot after it', change: (token: string) => `${token}.` },
    { title: 'the same header in another spelling', change: withRespelledHeader },
  ].map(
    ({ title, change }): Case => ({
      id: 'T7',
      profile: 'OURS',
      title: `a used result with ${title} is not delivered`,
      run: (kit) => replayed(kit, change),
    }),
  ),
  {
    id: 'T7',
    profile: 'OURS',
    title: 'a used result in a start request gives a session without attributes, and no error',
    async run(kit) {
      const { canary, token } = await used(kit)
      const answer = await kit.start({ purpose: kit.subject.purpose, auth_result: token })
      const clientUrl = answer.json?.['client_url']
      if (answer.status >= 400) return failed(`status ${answer.status}: a second click is an error`)
      if (typeof clientUrl !== 'string') return failed('no client_url')
      const browser = kit.browser()
      const { answer: landing } = await browser.open(clientUrl)
      if (landing.status === 0 || landing.status >= 400)
        return failed(`its landing: status ${landing.status}`)
      if (browser.can('begin')) await browser.act('begin')
      return onlyFirst(kit, canary, browser)
    },
  },
  {
    id: 'T7',
    profile: 'OURS',
    title: 'a used result in the landing of another session is not delivered',
    async run(kit) {
      const { canary, token } = await used(kit)
      const { clientUrl, browser } = await kit.newSession()
      await browser.open(withResult(clientUrl, token))
      if (browser.can('begin')) await browser.act('begin')
      return onlyFirst(kit, canary, browser)
    },
  },
  {
    id: 'T7',
    profile: 'OURS',
    title: 'the same result again for the same session is no error and changes nothing',
    async run(kit) {
      const { canary, token, session } = await used(kit)
      const again = await kit.deliver(session, token)
      if (again.status >= 400 || again.status === 0) return failed(`status ${again.status}`)
      return delivered(kit, canary)
    },
  },
  {
    id: 'T7',
    profile: 'OURS',
    title: `${PARALLEL} sessions that get one result at the same moment: one has it`,
    async run(kit) {
      const canary = kit.canary()
      const token = await kit.result({ attributes: canary.attributes })
      const sessions: Session[] = []
      for (let at = 0; at < PARALLEL; at += 1) {
        const session = await kit.newSession()
        await kit.enter(session)
        sessions.push(session)
      }
      const answers = await Promise.all(sessions.map((session) => kit.deliver(session, token)))
      const broken = allOf(...answers.map((answer) => unbroken(answer)))
      if (broken.verdict !== 'passed') return broken
      const shown = await kit.until(async () => {
        const observation = await kit.observe()
        if (observation === undefined) return undefined
        const about = sessions.map(({ browser }) => observation.about(browser.page?.handle ?? ''))
        const having = about.filter((text) => canary.seenIn(text)).length
        return having > 0 ? having : undefined
      })
      if (shown !== undefined) return expect(shown === 1, `${shown} sessions show it`)
      const { about } = await kit.observeWithControl()
      return about(sessions[0]?.browser.page?.handle ?? '') === undefined
        ? notObservable('what agents see does not name the conversations')
        : failed('none of them shows it')
    },
  },
]

interface Used {
  readonly canary: Canary
  readonly token: string
  readonly session: Session
}

/** How many results are made at most until one can be spelled otherwise. */
const TRIES = 20

/** A result that a session has, and that is shown there. */
async function used(kit: Kit): Promise<Used>
async function used(kit: Kit, suits: (token: string) => boolean): Promise<Used | undefined>
async function used(kit: Kit, suits = (_token: string) => true): Promise<Used | undefined> {
  const canary = kit.canary()
  let token = await kit.result({ attributes: canary.attributes })
  // Whether a part can be written in another way depends on its bytes, which are random.
  for (let tries = 0; tries < TRIES && !suits(token); tries += 1) {
    token = await kit.result({ attributes: canary.attributes })
  }
  if (!suits(token)) return undefined
  const session = await kit.newSession()
  await kit.enter(session)
  await kit.deliver(session, token)
  return { canary, token, session }
}

async function replayed(kit: Kit, respell: (token: string) => string | undefined): Promise<Verdict> {
  const found = await used(kit, (token) => respell(token) !== undefined)
  const again = found && respell(found.token)
  if (found === undefined || again === undefined)
    return notApplicable('this part cannot be written so, or is not there')
  const { canary, session } = found
  const other = await kit.newSession()
  await kit.enter(other)
  const answer = await kit.deliver(other, again)
  return allOf(unbroken(answer), await onlyFirst(kit, canary, other.browser, session.browser))
}

/** Agents see the canary where it was first, and not where it was replayed; nor does that citizen. */
async function onlyFirst(
  kit: Kit,
  canary: Canary,
  replaying: Session['browser'],
  first?: Session['browser'],
): Promise<Verdict> {
  if (canary.seenIn(await replaying.sees()))
    return failed("the second citizen is shown the first one's attributes")
  const observation = await kit.observeWithControl()
  const second = observation.about(replaying.page?.handle ?? '')
  if (second === undefined && first && observation.about(first.page?.handle ?? '') === undefined) {
    return notObservable('what agents see does not name the conversations')
  }
  return canary.seenIn(second) ? failed('agents see the attributes in the second session too') : passed
}

function withRespelledHeader(token: string): string {
  const [head = '', ...rest] = token.split('.')
  const header = JSON.parse(Buffer.from(head, 'base64url').toString())
  return [Buffer.from(JSON.stringify(header, null, 1)).toString('base64url'), ...rest].join('.')
}
