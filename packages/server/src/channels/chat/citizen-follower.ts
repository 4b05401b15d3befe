import { hash } from 'node:crypto'
import type { CitizenView } from '@balie/desk-api'
import type { Announcement } from '../../conversation/bus.ts'
import { createCoalescedWork } from '../../conversation/coalesced-work.ts'
import type { CitizenParts } from './citizen-parts.ts'
import type { CitizenSocket } from './citizen-socket.ts'
import { createMessageFeed } from './message-feed.ts'
import type { Presence } from './presence.ts'

/** Where there is a conversation, with messages, and somebody who is there for it. */
const TALKS: ReadonlySet<CitizenView['state']> = new Set(['waiting', 'open', 'ended'])

/** Keeps one citizen's page up to date with what is announced. */
export interface CitizenFollower {
  hear(announcement: Announcement): void
  /** The places in the line of a team are these now. */
  placed(team: string, places: ReadonlyMap<string, number>): void
  /** Reads everything again: some announcement may have been missed. Never throws. */
  look(): Promise<void>
  /** Tries again what could not be read. */
  retry(): void
  /** The socket is gone. */
  close(): void
  /** Whether the conversation runs, as far as is known. */
  readonly talks: boolean
}

/**
 * Follows a conversation for one socket: its view now and at each change, and while it is this browser's
 * conversation its messages and signs. Everything is read again after the announcement, with the rights of
 * this browser (P3, R1). When the conversation has ended, or turned out to be another's, the socket is
 * closed as soon as the page has been told (R3).
 */
export function followForCitizen(
  socket: CitizenSocket,
  { settings, channel, views }: CitizenParts,
  presence: Presence,
): CitizenFollower {
  const { handle, browser, after } = socket.data
  const { report } = settings
  let view: CitizenView['state'] | undefined
  /** As the page has it, while it waits: of all that is shown then, only the place changes without a change of the session. */
  let inLine: Extract<CitizenView, { state: 'waiting' }> | undefined
  let team: string | undefined
  /** A digest of what is shown: a view for each page would be a third of its memory. */
  let shown = ''
  let isThere = false

  const feed = createMessageFeed({
    after,
    read: (from, upTo) => channel.sinceForCitizen(handle, browser, from, upTo),
    push: (messages) => socket.emit('messages', messages),
    report,
  })

  const receipts = createCoalescedWork(async () => {
    if (isThere) socket.emit('receipts', await channel.receipts(handle))
  }, report)

  const look = createCoalescedWork(async () => {
    const sight = await views.of(handle, browser)
    if (!socket.connected) return
    const isMine = TALKS.has(sight.view.state)
    if (isMine && !isThere) enter()
    if (sight.view.state === 'ended') await feed.idle()
    show(sight.view)
    view = sight.view.state
    team = sight.team
    if (view === 'ended' || view === 'elsewhere') socket.disconnect(true)
  }, report)

  function enter(): void {
    isThere = true
    presence.enter(handle)
    feed.advance()
  }

  function show(next: CitizenView): void {
    inLine = next.state === 'waiting' && next.place !== undefined ? next : undefined
    const digest = hash('sha256', JSON.stringify(next), 'base64')
    if (digest === shown) return
    shown = digest
    socket.emit('view', next)
    if ('receipts' in next) socket.emit('receipts', next.receipts)
  }

  look.ask()
  return {
    get talks() {
      return view === 'waiting' || view === 'open'
    },
    hear(announcement) {
      switch (announcement.tag) {
        case 'changed':
          return look.ask()
        case 'message':
          if (isThere) feed.advance(announcement.seq)
          return
        case 'seen':
          return receipts.ask()
        case 'typing':
          if (isThere && announcement.from === 'agent') socket.emit('typing', announcement.on)
      }
    },
    placed(moved, places) {
      const place = places.get(handle)
      // Who is not in the line any more hears so by a change.
      if (!inLine || moved !== team || place === undefined || place === inLine.place) return
      show({ ...inLine, place })
    },
    async look() {
      look.ask()
      if (isThere) {
        feed.advance()
        receipts.ask()
      }
      await Promise.all([look.idle(), feed.idle(), receipts.idle()])
    },
    retry() {
      look.retry()
      feed.retry()
      receipts.retry()
    },
    close() {
      if (isThere) presence.leave(handle)
      isThere = false
    },
  }
}
