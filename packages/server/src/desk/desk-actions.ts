import type { Agent, RevealedAttribute } from '@balie/desk-api'
import {
  askAuthentication,
  changeSession,
  IdContactError,
  openAttributes,
  openKeptAttributes,
} from '@balie/sdk'
import { BalieError } from '../errors/balie-error.ts'
import type { DeskParts } from './desk-parts.ts'
import type { DeskView } from './desk-view.ts'

/** What an agent may do. */
export interface DeskActions {
  /**
   * Takes a waiting conversation: at most one agent ever gets it. Again by the same agent changes nothing.
   *
   * @throws {BalieError} CONVERSATION_UNKNOWN, TAKEN_BY_COLLEAGUE, CONVERSATION_ENDED
   */
  take(agent: Agent, id: string): Promise<void>

  /**
   * Opens an attribute that is masked. That it was opened is recorded before the value is given (G1).
   *
   * @throws {BalieError} CONVERSATION_UNKNOWN, NOT_ASSIGNED, CONVERSATION_ENDED, ATTRIBUTE_UNKNOWN
   */
  reveal(agent: Agent, id: string, tag: string): Promise<RevealedAttribute>

  /**
   * Asks the citizen to authenticate, which both sides see at once (UN-3).
   *
   * @throws {BalieError} CONVERSATION_UNKNOWN, NOT_ASSIGNED, CONVERSATION_ENDED
   * @throws {IdContactError} AUTHENTICATION_UNAVAILABLE where no core is configured
   */
  askAuthentication(agent: Agent, id: string): Promise<void>

  /**
   * Ends the agent's conversation; its attributes are gone when this returns.
   *
   * @throws {BalieError} CONVERSATION_UNKNOWN, NOT_ASSIGNED, CONVERSATION_ENDED
   */
  close(agent: Agent, id: string): Promise<void>
}

export function createDeskActions(parts: DeskParts, view: DeskView): DeskActions {
  const { settings, clock, recordReveal } = parts

  /** One that was given when the appointment was made, and is kept until the meeting. */
  async function revealGiven(agent: Agent, id: string, given: string): Promise<RevealedAttribute> {
    const tag = given.slice(GIVEN.length)
    const { record, purpose } = await view.ownOpen(agent, id)
    const values = openKeptAttributes(settings.keyring, record)?.reveal()
    const value = values && Object.hasOwn(values, tag) ? values[tag] : undefined
    const verifiedAt = record.session.appointment?.kept?.at
    if (value === undefined || verifiedAt === undefined || !mayShow(purpose, tag)) {
      throw new BalieError('ATTRIBUTE_UNKNOWN', 'no such attribute is kept of the booking')
    }
    await recordReveal({ session: id, agent: agent.id, verifiedAt, tags: [tag], opened: true })
    // Withdrawn meanwhile: then it is shown no more.
    const { record: now } = await view.ownOpen(agent, id)
    if (now.session.appointment?.kept?.at !== verifiedAt) {
      throw new BalieError('ATTRIBUTE_UNKNOWN', 'no such attribute is kept of the booking any more')
    }
    return { tag: given, value, verifiedAt }
  }

  return {
    async take(agent, id) {
      await view.ofTeam(agent, id)
      try {
        await changeSession(settings, id, { tag: 'taken', at: clock.now(), agent: agent.id })
      } catch (cause) {
        throw await whyNotTaken(parts, id, cause)
      }
    },

    async reveal(agent, id, tag) {
      const { record, purpose } = await view.ownOpen(agent, id)
      if (tag.startsWith(GIVEN)) return revealGiven(agent, id, tag)
      const { attributes } = record.session
      const values = openAttributes(settings.keyring, record)?.reveal()
      const value = values && Object.hasOwn(values, tag) ? values[tag] : undefined
      if (attributes.state !== 'verified' || value === undefined || !mayShow(purpose, tag)) {
        throw new BalieError('ATTRIBUTE_UNKNOWN', 'no such attribute, or it may not be shown (any more)')
      }
      const about = { session: id, agent: agent.id, verifiedAt: attributes.at }
      await recordReveal({ ...about, tags: [tag], opened: true })
      // Withdrawn or replaced meanwhile: then it is shown no more.
      const { record: now } = await view.ownOpen(agent, id)
      const { attributes: known } = now.session
      if (known.state !== 'verified' || known.at !== attributes.at) {
        throw new BalieError('ATTRIBUTE_UNKNOWN', 'no such attribute any more')
      }
      return { tag, value, verifiedAt: attributes.at }
    },

    async askAuthentication(agent, id) {
      await view.ownOpen(agent, id)
      if (!settings.core) throw new IdContactError('AUTHENTICATION_UNAVAILABLE', 'no core is configured')
      await askAuthentication(settings, id)
    },

    async close(agent, id) {
      await view.ownOpen(agent, id)
      await changeSession(settings, id, { tag: 'ended', at: clock.now(), by: 'agent' })
    },
  }
}

/** Before the tag of an attribute that was given when an appointment was made, and not now. */
const GIVEN = 'booking:'

function mayShow(purpose: { required: readonly string[]; allowed: readonly string[] }, tag: string): boolean {
  return purpose.required.includes(tag) || purpose.allowed.includes(tag)
}

async function whyNotTaken({ settings }: DeskParts, id: string, cause: unknown): Promise<unknown> {
  if (!(cause instanceof IdContactError) || cause.code !== 'TRANSITION_REFUSED') return cause
  const now = await settings.store.find({ by: 'id', id })
  return now?.session.conversation.state === 'ended'
    ? new BalieError('CONVERSATION_ENDED', 'taken after it had ended', { cause })
    : new BalieError('TAKEN_BY_COLLEAGUE', 'another agent took it first', { cause })
}
