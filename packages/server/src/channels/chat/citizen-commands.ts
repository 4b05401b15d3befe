import { type Ack, NewMessage, Seen } from '@balie/desk-api'
import Type from 'typebox'
import { createCoalescedWork } from '../../conversation/coalesced-work.ts'
import { expectOwner } from '../../conversation/expect-owner.ts'
import { BalieError } from '../../errors/balie-error.ts'
import { problemFor } from '../../errors/problem.ts'
import { type Shape, shapeOf } from '../../shape.ts'
import type { Turns } from '../../store/turns.ts'
import type { CitizenLimits } from './citizen-limits.ts'
import type { CitizenParts } from './citizen-parts.ts'
import type { CitizenSocket } from './citizen-socket.ts'

/** What sockets have together. */
export interface OfAllSockets {
  /** Of a browser, whatever its sockets; beyond its commands a socket is closed. */
  readonly limits: CitizenLimits
  /** Of a conversation. */
  readonly inTurn: Turns
}

/** What outlives a command. */
export interface CitizenCommandsOfSocket {
  /** Tries again what could not be noted. */
  retry(): void
}

const isMessage = shapeOf(NewMessage)
const isNumber = shapeOf(Type.Integer({ minimum: 0 }))
const isSeen = shapeOf(Seen)

/**
 * The commands of one citizen's socket. The conversation and the browser come from the handshake; whose the
 * conversation is and where it stands is looked up in the store each time (R1). A refusal goes into the
 * acknowledgement; what has none is dropped.
 *
 * @param mayType whether the conversation runs, as far as is known: typing is not stored
 */
export function citizenCommands(
  socket: CitizenSocket,
  parts: CitizenParts & OfAllSockets,
  mayType: () => boolean,
): CitizenCommandsOfSocket {
  const { settings, channel, limits } = parts
  const { handle, browser } = socket.data

  // Of any name, also those that mean nothing.
  socket.use((_packet, next) => {
    if (limits.commands(browser)) next()
    else socket.disconnect(true)
  })

  async function answer<P, T>(
    isFit: Shape<P>,
    payload: unknown,
    ack: unknown,
    act: (payload: P) => Promise<T>,
  ): Promise<void> {
    if (typeof ack !== 'function') return
    let given: Ack<T>
    try {
      if (!isFit(payload)) throw new BalieError('REQUEST_INVALID', 'a command of another shape')
      given = { ok: true, value: await act(payload) }
    } catch (error) {
      const problem = problemFor(error)
      if (problem.status >= 500) settings.report(error)
      given = { ok: false, problem }
    }
    ack(given)
  }

  socket.on('send', (payload, ack) =>
    answer(isMessage, payload, ack, async (message) => {
      if (!limits.sends(browser)) throw new BalieError('TOO_MANY_MESSAGES', 'messages of one browser')
      // Stored in the order in which they were written.
      return parts.inTurn(handle, () => channel.send(handle, { side: 'citizen', browser }, message))
    }),
  )

  socket.on('since', (payload, ack) =>
    answer(isNumber, payload, ack, async (after) => {
      await expectOwner(settings, handle, browser)
      return channel.sinceForCitizen(handle, browser, after)
    }),
  )

  socket.on('typing', (on) => {
    if (typeof on === 'boolean' && mayType()) channel.typing(handle, 'citizen', on)
  })

  let seen: Seen = { delivered: 0, read: 0 }
  const noteSeen = createCoalescedWork(async () => {
    await expectOwner(settings, handle, browser)
    await channel.seen(handle, 'citizen', seen)
  }, settings.report)
  socket.on('seen', (payload) => {
    if (!isSeen(payload)) return
    const { delivered, read } = payload
    seen = { delivered: Math.max(seen.delivered, delivered), read: Math.max(seen.read, read) }
    noteSeen.ask()
  })
  return noteSeen
}
