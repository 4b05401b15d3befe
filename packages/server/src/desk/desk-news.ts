import type { Announcement, Bus, Missed } from '../conversation/bus.ts'
import type { ConversationChannel } from '../conversation/conversation-channel.ts'
import { BalieError } from '../errors/balie-error.ts'
import type { Log } from '../log.ts'
import { createTurns, type Turns } from '../store/turns.ts'
import { createCountRows } from './count-rows.ts'
import { agentRoom, type DeskNamespace, teamRoom } from './desk-socket.ts'
import type { DeskView } from './desk-view.ts'
import type { Followers } from './followers.ts'

/** Milliseconds after which what could not be read is tried again. */
const AGAIN = 1000

/** What is to be told about one conversation. */
interface News {
  row?: true
  detail?: true
  /** Up to this number; Infinity: as many as there are. */
  messages?: number
  receipts?: true
}

const EVERYTHING: News = { row: true, detail: true, messages: Number.POSITIVE_INFINITY, receipts: true }

/** Tells the desk's sockets of this node what was announced. */
export interface DeskNews {
  /** Does work about a conversation while nothing is told about it: what is told next comes after. */
  readonly inTurn: Turns
  /** Collects the conversations that are announced from now on, until the answer is called. */
  collect(): () => readonly string[]
  /** Tells its detail once more, and stops telling those who may not have it any more (G1). */
  tellDetail(conversation: string): void
  /** Tells its detail, messages and signs once more. */
  tellAll(conversation: string): void
  /** Tells its row once more. */
  tellRow(conversation: string): void
  close(): void
}

export interface DeskNewsOptions {
  readonly bus: Bus
  readonly namespace: DeskNamespace
  readonly followers: Followers
  readonly view: DeskView
  readonly channel: ConversationChannel
  readonly log: Log
  /** Announcements of other nodes were missed: the pages of the desk are to be brought up to date. */
  readonly onMissed: () => void
}

/**
 * Listens to the bus. A burst about one conversation is read once, not once for each socket; what is told
 * about a conversation is told in order, and always read after the announcement, with the rights of whom it
 * is told to (P3, G1). What could not be read is tried again until it can be.
 */
export function createDeskNews(options: DeskNewsOptions): DeskNews {
  const { bus, namespace, followers, view, channel, log } = options
  const inTurn = createTurns()
  const pending = new Map<string, News>()
  const timers = new Map<string, NodeJS.Timeout>()
  const collectors = new Set<Set<string>>()
  const countRows = createCountRows({ namespace, view, log })
  let closed = false

  function note(id: string, news: News): void {
    const noted = pending.get(id)
    const messages = Math.max(noted?.messages ?? 0, news.messages ?? 0)
    pending.set(id, { ...noted, ...news, messages })
    if (!noted) setImmediate(() => void inTurn(id, () => tell(id)))
  }

  /** At most one of these per conversation waits. */
  function noteLater(id: string, news: News, after: number): void {
    const key = `${after} ${id}`
    if (closed || timers.has(key)) return
    const timer = setTimeout(() => {
      timers.delete(key)
      note(id, news)
    }, after)
    timers.set(key, timer.unref())
  }

  async function tell(id: string): Promise<void> {
    const news = pending.get(id) ?? {}
    pending.delete(id)
    try {
      if (news.messages) await tellMessages(id, news.messages)
      if (news.receipts) await tellReceipts(id)
      if (news.row) await tellRow(id)
      if (news.detail) await tellDetail(id)
    } catch (error) {
      log.warn({ err: error, conversation: id }, 'the desk could not be told; tried again shortly')
      noteLater(id, EVERYTHING, AGAIN)
    }
  }

  async function tellMessages(id: string, upTo: number): Promise<void> {
    for (;;) {
      const open = followers.of(id)
      if (open.length === 0) return
      const from = Math.min(...open.map(({ sent }) => sent))
      if (from >= upTo) return
      const messages = await channel.since(id, from, Number.isFinite(upTo) ? upTo : undefined)
      for (const follower of followers.of(id)) {
        const missing = messages.filter(({ seq }) => seq > follower.sent)
        if (missing.length === 0) continue
        follower.sent = missing.at(-1)?.seq ?? follower.sent
        follower.socket.emit('messages', id, missing)
      }
      if (messages.length === 0) return
    }
  }

  async function tellReceipts(id: string): Promise<void> {
    if (followers.of(id).length === 0) return
    const receipts = await channel.receipts(id)
    for (const { socket } of followers.of(id)) socket.emit('receipts', id, receipts)
  }

  async function tellRow(id: string): Promise<void> {
    const [row] = await view.rows([id])
    if (row) namespace.local.to(teamRoom(row.team)).emit('summary', row)
  }

  async function tellDetail(id: string): Promise<void> {
    for (const { socket } of followers.of(id)) {
      try {
        socket.emit('detail', await view.detail(socket.data.agent, id))
      } catch (error) {
        if (!(error instanceof BalieError) || error.status >= 500) throw error
        followers.remove(id, socket)
      }
    }
  }

  function hear(announcement: Announcement | Missed): void {
    if (announcement.tag === 'missed') {
      options.onMissed()
      return
    }
    if (announcement.tag === 'agent_gone') {
      namespace.local.in(agentRoom(announcement.agent)).disconnectSockets(true)
      return
    }
    if (announcement.tag === 'appointments') {
      namespace.local.to(teamRoom(announcement.team)).emit('appointments')
      return
    }
    if (announcement.tag === 'line' || namespace.sockets.size === 0) return
    // Of activity the desk shows nothing.
    if (announcement.tag === 'changed' && announcement.only === 'activity') return
    const { conversation } = announcement
    if (announcement.tag === 'typing') {
      if (announcement.from === 'agent') return
      for (const { socket } of followers.of(conversation))
        socket.emit('typing', conversation, announcement.on)
      return
    }
    for (const collected of collectors) collected.add(conversation)
    if (announcement.tag === 'changed') {
      countRows.overtake(conversation)
      note(conversation, { row: true, detail: true })
    } else {
      note(conversation, announcement.tag === 'message' ? { messages: announcement.seq } : { receipts: true })
      countRows.ask(conversation)
    }
  }

  const deaf = bus.listen(hear)
  return {
    inTurn,
    collect() {
      const collected = new Set<string>()
      collectors.add(collected)
      return () => {
        collectors.delete(collected)
        return [...collected]
      }
    },
    tellDetail: (id) => note(id, { detail: true }),
    tellAll: (id) => note(id, EVERYTHING),
    tellRow: (id) => note(id, { row: true }),
    close() {
      closed = true
      deaf()
      countRows.close()
      for (const timer of timers.values()) clearTimeout(timer)
      pending.clear()
    },
  }
}
