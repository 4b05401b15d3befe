import { setTimeout as wait } from 'node:timers/promises'
import { type ConversationDetail, type ConversationSummary, paths } from '@balie/desk-api/client'
import { listConversations } from '../../packages/web/src/desk/conversation-list.ts'
import type { DeskTalk } from '../../packages/web/src/desk/desk-talk.ts'
import { readyValue } from '../../packages/web/src/ui/remote.ts'
import type { Agent } from '../installation/installation.ts'
import { type HeadlessDesk, openDeskPage } from './desk-page.ts'
import { createNodeBrowser } from './node-browser.ts'
import { type SeededRandom, seededRandom } from './seeded-random.ts'
import { type SoakPlace, untilAnswered } from './soak-place.ts'

/** An agent at work. */
export interface SoakAgent extends HeadlessDesk {
  readonly name: string
  /** The conversations that are this agent's, as the list says. */
  mine(): readonly ConversationSummary[]
  waiting(): readonly ConversationSummary[]
  colleagues(): readonly ConversationSummary[]
  /** Opens one of them, and settles when it is shown; undefined when it is not within some seconds. */
  show(id: string): Promise<{ talk: DeskTalk; detail: ConversationDetail } | undefined>
}

const SHOWN_WITHIN = 5_000
/** Most conversations of one agent at once. */
const AT_ONCE = 25

/** Signs in, and sees the list. */
export async function signInAgent(place: SoakPlace, agent: Agent): Promise<SoakAgent> {
  const browser = createNodeBrowser(place.balie)
  const { email, password } = agent
  await untilAnswered('signing in', async () => {
    const { ok } = await browser.call('POST', paths.signIn, {}, { email, password })
    return ok || undefined
  })
  const watched = new Set<DeskTalk>()
  const desk = openDeskPage(place.balie, browser, (id) => {
    const account = place.ledger.accounts.get(id)
    if (account?.takenBy !== undefined && account.takenBy !== agent.name) {
      place.ledger.isBroken(`${id}: taken by ${account.takenBy} and by ${agent.name}`)
    }
    if (account) account.takenBy = agent.name
  })
  const { page } = desk
  const me = () => readyValue(page.state.get().agent)
  page.state.subscribe(() => {
    const { talk } = page.state.get()
    if (talk && !watched.has(talk)) watch(talk)
    const now = me()
    if (now && 'signedOut' in now) place.ledger.isBroken(`${agent.name} was signed out`)
  })

  function watch(talk: DeskTalk): void {
    watched.add(talk)
    talk.state.subscribe(() => {
      const detail = readyValue(talk.state.get().detail)
      if (detail) place.ledger.shown(detail)
      place.ledger.opened(talk.id, talk.state.get().revealed)
    })
    const account = place.ledger.accounts.get(talk.id)
    if (account) place.ledger.watch(account, 'agent', talk.chat)
  }

  function lists() {
    const now = me()
    const id = now && !('signedOut' in now) ? now.id : ''
    return listConversations(readyValue(page.state.get().list) ?? [], id)
  }

  await untilAnswered('the desk', async () => {
    await page.load()
    return me()
  })
  page.look(true)
  return {
    ...desk,
    name: agent.name,
    mine: () => lists().mine,
    waiting: () => lists().waiting,
    colleagues: () => lists().colleagues,
    async show(id) {
      page.select(id)
      const { talk } = page.state.get()
      const until = performance.now() + SHOWN_WITHIN
      while (talk?.id === id && performance.now() < until) {
        const detail = readyValue(talk.state.get().detail)
        if (detail) return { talk, detail }
        await wait(50)
      }
      return undefined
    },
  }
}

/** Takes, answers and closes, until nobody begins anything new. */
export async function workAsAgent(place: SoakPlace, agent: SoakAgent): Promise<void> {
  const random = seededRandom(`${place.seed} agent ${agent.name}`)
  for (let turn = 0; !place.stopping.aborted; turn += 1) {
    await wait(random.between(100, 600))
    const mine = agent.mine()
    const next =
      mine.length < AT_ONCE && random.chance(0.7) ? random.pick(agent.waiting().slice(0, 4)) : undefined
    if (next) await agent.page.take(next.id)
    else await answer(place, agent, random, turn)
  }
}

async function answer(place: SoakPlace, agent: SoakAgent, random: SeededRandom, turn: number): Promise<void> {
  const one = random.pick(agent.mine())
  const shown = one && (await agent.show(one.id))
  if (!shown || place.stopping.aborted) return
  const { talk, detail } = shown
  await openMasked(place, shown)
  if (place.stopping.aborted) return
  const { messages } = talk.chat.state.get().thread
  if (detail.identity.state === 'verified' && messages.length > 30) return talk.close()
  const account = place.ledger.accounts.get(talk.id)
  if (account) place.ledger.submit(account, 'agent', talk.chat, `${agent.name} ${turn}`)
}

/** Once in each conversation; again where there was no answer. */
async function openMasked(
  { ledger }: SoakPlace,
  { talk, detail }: { talk: DeskTalk; detail: ConversationDetail },
): Promise<void> {
  if (ledger.accounts.get(talk.id)?.isOpened) return
  const masked = detail.identity.attributes.find(({ sensitive }) => sensitive)
  if (masked) await talk.reveal(masked.tag)
}
