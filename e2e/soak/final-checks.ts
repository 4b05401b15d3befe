import { setTimeout as wait } from 'node:timers/promises'
import type { Message } from '@balie/desk-api/client'
import type { Chat } from '../../packages/web/src/ui/chat/chat.ts'
import type { DurablePostgres } from './durable-postgres.ts'
import { type Account, wrongText } from './ledger.ts'
import type { SoakAgent } from './soak-agent.ts'
import { isRunning, type SoakCitizen, saysLoggedOut } from './soak-citizen.ts'
import type { SoakPlace } from './soak-place.ts'

/** Who was there in a soak. */
export interface SoakPeople {
  /** Of conversations that ended, and of those that run. */
  readonly citizens: readonly SoakCitizen[]
  readonly agents: readonly SoakAgent[]
}

interface StoredRow {
  readonly seq: number
  readonly sender: string
  readonly client_id: string
}

/** A database that was away, and pages that try again at most every 15 seconds. */
const SETTLED_WITHIN = 40_000
const LOGOUTS_WITHIN = 60_000

/** When nobody is killed any more: looks whether everything that was promised is so. */
export async function checkAll(
  place: SoakPlace,
  people: SoakPeople,
  database: DurablePostgres,
): Promise<void> {
  const { ledger } = place
  const running = people.citizens.filter(isRunning)
  for (const { page, account } of people.citizens) {
    if (account.isDelivered && saysLoggedOut(page)) account.isLoggedOut = true
  }
  await within('what was written is sent', SETTLED_WITHIN, place, () =>
    running
      .filter(({ page }) => page.chat.state.get().thread.outbox.length > 0)
      .map(({ account }) => account.handle),
  )
  for (const agent of people.agents) {
    for (const { id } of agent.mine()) await checkAtDesk(place, agent, id)
  }
  for (const citizen of people.citizens) await checkStored(place, citizen, people, database)
  await checkSessions(place, database)
  await checkUpdates(place, running)
  await checkPresence(place, people, running)
  for (const { handle, isDelivered } of ledger.accounts.values()) {
    if (!isDelivered) ledger.isBroken(`${handle}: its result was not taken`)
  }
}

/** The agent is shown whose conversation it is. */
async function checkAtDesk(place: SoakPlace, agent: SoakAgent, id: string): Promise<void> {
  const shown = await agent.show(id)
  await within(`${id}: shows its own result to ${agent.name}`, SETTLED_WITHIN, place, () =>
    shown && place.ledger.accounts.get(id)?.isShown ? [] : [id],
  )
  const outbox = () => shown?.talk.chat.state.get().thread.outbox ?? []
  await within(`${id}: what ${agent.name} wrote is sent`, SETTLED_WITHIN, place, () =>
    outbox().map((one) => one.id),
  )
}

/** Everything that was acknowledged is stored once, under its number, and both pages show what is stored, in that order. */
async function checkStored(
  { ledger, ...place }: SoakPlace,
  citizen: SoakCitizen,
  { agents }: SoakPeople,
  database: DurablePostgres,
): Promise<void> {
  const { account, page } = citizen
  const { handle } = account
  const rows = await database.query<StoredRow>(
    `select seq, sender, client_id from chat_messages where session_id = '${handle}' order by seq`,
  )
  if (rows.some(({ seq }, index) => seq !== index + 1)) ledger.isBroken(`${handle}: numbers are missing`)
  const seqs = new Map(rows.map(({ seq, sender, client_id }) => [`${sender} ${client_id}`, seq]))
  for (const [key, seq] of account.acknowledged) {
    if (seqs.get(key) !== seq)
      ledger.isBroken(`${handle}: ${key} was acknowledged as ${seq}, is ${seqs.get(key)}`)
  }
  for (const key of seqs.keys()) {
    if (!account.submitted.has(key)) ledger.isBroken(`${handle}: ${key} is stored, and nobody sent it`)
  }
  const talks = agents.flatMap(({ page: desk }) => {
    const { talk } = desk.state.get()
    return talk?.id === handle ? [talk.chat] : []
  })
  for (const [whose, chat] of [
    ['citizen', page.chat] as const,
    ...talks.map((chat) => ['agent', chat] as const),
  ]) {
    await within(
      `${handle}: the ${whose} has it all`,
      isRunning(citizen) ? SETTLED_WITHIN : 0,
      { ...place, ledger },
      () => (isRunning(citizen) ? missing(rows, chat) : []),
    )
    const wrong = shownOf(chat).find((message) => rows[message.seq - 1]?.client_id !== message.id)
    if (wrong) ledger.isBroken(`${handle}: the ${whose} has another message as number ${wrong.seq}`)
    for (const message of shownOf(chat)) {
      const text = wrongText(account, message)
      if (text !== undefined) ledger.isBroken(`${handle}: the ${whose} has at the end ${text}`)
    }
  }
}

function shownOf(chat: Pick<Chat, 'state'>): readonly Message[] {
  return chat.state.get().thread.messages
}

function missing(rows: readonly StoredRow[], chat: Pick<Chat, 'state'>): string[] {
  const here = new Set(shownOf(chat).map(({ seq }) => seq))
  return rows.filter(({ seq }) => !here.has(seq)).map(({ seq }) => `number ${seq}`)
}

/** What was begun, taken and ended is so. */
async function checkSessions({ ledger }: SoakPlace, database: DurablePostgres): Promise<void> {
  const rows = await database.query<{ id: string; state: string; agent: string | null }>(
    `select s.id, conversation_state as state, a.name as agent from sessions s left join agent a on a.id = s.agent`,
  )
  const found = new Map(rows.map((row) => [row.id, row]))
  for (const { handle, isBegun, takenBy, isLoggedOut } of ledger.accounts.values()) {
    const row = found.get(handle)
    if (!row) ledger.isBroken(`${handle}: is gone`)
    if (isBegun && row?.state === 'not_begun') ledger.isBroken(`${handle}: was begun, and is not`)
    if (isLoggedOut && row?.state !== 'ended')
      ledger.isBroken(`${handle}: was logged out of, and is ${row?.state}`)
    if (takenBy !== undefined && row?.agent !== takenBy) {
      ledger.isBroken(`${handle}: was taken by ${takenBy}, and is ${row?.agent ?? "nobody's"}`)
    }
  }
}

/** Every logout arrived, and nothing but logouts after it; of every other conversation activity did. */
async function checkUpdates(place: SoakPlace, running: readonly SoakCitizen[]): Promise<void> {
  const { ledger, far } = place
  const loggedOut = [...ledger.accounts.values()].filter(({ isLoggedOut }) => isLoggedOut)
  const untold = (accounts: readonly Account[], type: string) =>
    accounts.filter(({ sessionPath }) => !far.typesOf(sessionPath).includes(type)).map(({ handle }) => handle)
  await within('logouts arrive', LOGOUTS_WITHIN, place, () => untold(loggedOut, 'logout'))
  const active = running.map(({ account }) => account).filter(({ isDelivered }) => isDelivered)
  await within('activity arrives', LOGOUTS_WITHIN, place, () => untold(active, 'user_active'))
  for (const { handle, sessionPath } of ledger.accounts.values()) {
    const types = far.typesOf(sessionPath)
    const end = types.indexOf('logout')
    if (end >= 0 && types.slice(end).some((type) => type !== 'logout')) {
      ledger.isBroken(`${handle}: ${types.join(', ')}`)
    }
  }
}

/** Who has a page is there; who closed it is gone. */
async function checkPresence(
  place: SoakPlace,
  { agents }: SoakPeople,
  running: readonly SoakCitizen[],
): Promise<void> {
  const [observer] = agents
  if (!observer) return
  const rows = () => [...observer.waiting(), ...observer.mine(), ...observer.colleagues()]
  const present = () => new Map(rows().map(({ id, citizenPresent }) => [id, citizenPresent]))
  const notSo = (expected: boolean, those: readonly SoakCitizen[]) => () => {
    const now = present()
    return those.map(({ account }) => account.handle).filter((handle) => now.get(handle) !== expected)
  }
  await within('citizens are there', SETTLED_WITHIN, place, notSo(true, running))
  const [leave, stay] = [running.filter((_, n) => n % 2 === 0), running.filter((_, n) => n % 2 === 1)]
  for (const citizen of leave) citizen.close()
  await within('who closed the page is gone', SETTLED_WITHIN, place, notSo(false, leave))
  await within('who did not is there', SETTLED_WITHIN, place, notSo(true, stay))
}

/** Waits until nothing is left; what is left after the time is a broken promise. */
async function within(
  what: string,
  time: number,
  { ledger }: Pick<SoakPlace, 'ledger'>,
  left: () => readonly string[],
): Promise<void> {
  const until = performance.now() + time
  while (left().length > 0 && performance.now() < until) await wait(50)
  const remaining = left()
  if (remaining.length > 0) ledger.isBroken(`not so: ${what} (${remaining.slice(0, 5).join(', ')})`)
}
