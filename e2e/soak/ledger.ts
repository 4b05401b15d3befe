import type { ConversationDetail, Message, Sender } from '@balie/desk-api/client'
import type { Chat } from '../../packages/web/src/ui/chat/chat.ts'

/** Whom a result is about: nobody else in the soak has these. */
export interface Person {
  readonly fullname: string
  readonly address: string
  /** Masked until the agent opens it. */
  readonly bsn: string
}

/** What is known of one conversation: above all what its people were promised. */
export interface Account {
  readonly handle: string
  readonly person: Person
  /** The path of its session at the authentication plugin. */
  readonly sessionPath: string
  /** Whether Balie took the result: 200. */
  isDelivered: boolean
  isBegun: boolean
  /** The name of the agent who was told that they have it. */
  takenBy: string | undefined
  /** Whether the citizen was told that they are logged out. */
  isLoggedOut: boolean
  /** Whether an agent was shown the whole result, and every value that is not masked is this person's. */
  isShown: boolean
  /** Whether an agent opened the masked value, and it is this person's. */
  isOpened: boolean
  /** The texts that its people sent, by side and id of the message. */
  readonly submitted: Map<string, string>
  /** The numbers of what was acknowledged, by side and id of the message. */
  readonly acknowledged: Map<string, number>
}

/** What was promised in a soak, and every promise that was found broken. */
export interface Ledger {
  readonly accounts: ReadonlyMap<string, Account>
  readonly broken: readonly string[]
  /** How many messages were acknowledged. */
  messages(): number
  open(handle: string, person: Person, sessionPath: string): Account
  isBroken(what: string): void
  /** Writes on the page of a side, and notes it; the text begins with the handle, so that it belongs nowhere else. */
  submit(account: Account, side: Sender, chat: Chat, words: string): void
  /**
   * Notes what the page of a side is told of its own messages, from now on, and looks at the text of everything that it
   * is told: is it of this conversation, and what was sent?
   */
  watch(account: Account, side: Sender, chat: Pick<Chat, 'state'>): void
  /** Looks at what an agent is shown: whose attributes are they? */
  shown(detail: ConversationDetail): void
  /** Looks at what an agent opened, by tag: whose is it? */
  opened(id: string, revealed: ReadonlyMap<string, string>): void
}

/** An empty one. */
export function createLedger(): Ledger {
  const accounts = new Map<string, Account>()
  const broken: string[] = []
  let messages = 0

  function acknowledge(account: Account, { from, id, seq }: Message): void {
    const key = `${from} ${id}`
    const known = account.acknowledged.get(key)
    if (known !== undefined && known !== seq) {
      broken.push(`${account.handle}: message ${id} was number ${known} and is ${seq}`)
    }
    if (known !== undefined) return
    messages += 1
    account.acknowledged.set(key, seq)
  }

  function compare({ handle, person }: Account, tag: string, value: string): void {
    const own = tag === 'fullname' || tag === 'address' || tag === 'bsn' ? person[tag] : undefined
    if (value !== own) broken.push(`${handle}: shows ${tag} of another: ${value}, not ${own}`)
  }

  return {
    accounts,
    broken,
    messages: () => messages,
    open(handle, person, sessionPath) {
      const account: Account = {
        ...{ handle, person, sessionPath },
        ...{ isDelivered: false, isBegun: false, isLoggedOut: false, takenBy: undefined },
        ...{ isShown: false, isOpened: false },
        ...{ submitted: new Map(), acknowledged: new Map() },
      }
      accounts.set(handle, account)
      return account
    },
    isBroken: (what) => void broken.push(what),
    submit(account, side, chat, words) {
      const text = `${account.handle} ${words}`
      chat.write(text)
      chat.submit()
      const sent = chat.state.get().thread.outbox.at(-1)
      if (sent?.text === text) account.submitted.set(`${side} ${sent.id}`, text)
    },
    watch(account, side, chat) {
      let seen: readonly Message[] = []
      chat.state.subscribe(() => {
        const now = chat.state.get().thread.messages
        if (now === seen) return
        const before = new Set(seen)
        seen = now
        for (const message of now) {
          const wrong = before.has(message) ? undefined : wrongText(account, message)
          if (wrong !== undefined) broken.push(`${account.handle}: the ${side} has ${wrong}`)
        }
        const own = now.filter(({ from }) => from === side)
        for (const message of own) acknowledge(account, message)
        if (new Set(own.map(({ text }) => text)).size < own.length) {
          broken.push(`${account.handle}: a message of the ${side} is there twice`)
        }
      })
    },
    shown({ summary, identity }) {
      const account = accounts.get(summary.id)
      if (!account || identity.state !== 'verified') return
      for (const { tag, sensitive, value } of identity.attributes) {
        if (value === undefined) continue
        if (sensitive) broken.push(`${summary.id}: shows ${tag}, which nobody opened`)
        compare(account, tag, value)
      }
      const isOwn = (wanted: 'fullname' | 'address') =>
        identity.attributes.some(({ tag, value }) => tag === wanted && value === account.person[wanted])
      if (isOwn('fullname') && isOwn('address')) account.isShown = true
    },
    opened(id, revealed) {
      const account = accounts.get(id)
      if (!account) return
      for (const [tag, value] of revealed) compare(account, tag, value)
      if (revealed.get('bsn') === account.person.bsn) account.isOpened = true
    },
  }
}

/** What is wrong with the text of a message in this conversation; undefined: it is what was sent. */
export function wrongText(
  { handle, submitted }: Account,
  { from, id, seq, text }: Message,
): string | undefined {
  const sent = submitted.get(`${from} ${id}`)
  if (!text.startsWith(`${handle} `)) return `number ${seq} of another conversation: ${text}`
  if (sent !== text)
    return `number ${seq} as "${text}", which was sent as ${sent === undefined ? 'nothing' : `"${sent}"`}`
  return undefined
}
