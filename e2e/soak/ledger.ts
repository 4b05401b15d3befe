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
  /** What was acknowledged, by side and id of the message. */
  readonly acknowledged: Map<string, { readonly seq: number; readonly text: string }>
}

/** What was promised in a soak, and every promise that was found broken. */
export interface Ledger {
  readonly accounts: ReadonlyMap<string, Account>
  readonly broken: readonly string[]
  /** How many messages were acknowledged. */
  messages(): number
  open(handle: string, person: Person, sessionPath: string): Account
  isBroken(what: string): void
  /** Notes what the page of a side is told of its own messages, from now on. */
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

  function acknowledge(account: Account, { from, id, seq, text }: Message): void {
    const key = `${from} ${id}`
    const known = account.acknowledged.get(key)
    if (known && known.seq !== seq) {
      broken.push(`${account.handle}: message ${id} was number ${known.seq} and is ${seq}`)
    }
    if (known) return
    messages += 1
    account.acknowledged.set(key, { seq, text })
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
        acknowledged: new Map(),
      }
      accounts.set(handle, account)
      return account
    },
    isBroken: (what) => void broken.push(what),
    watch(account, side, chat) {
      let seen: readonly Message[] = []
      chat.state.subscribe(() => {
        const now = chat.state.get().thread.messages
        if (now === seen) return
        seen = now
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
