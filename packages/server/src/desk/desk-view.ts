import type { Agent, ConversationDetail, ConversationSummary } from '@balie/desk-api'
import type { AttributesState, Session, SessionRecord } from '@balie/sdk'
import type { PurposeConfig } from '../config/config.ts'
import { authenticationStanding } from '../conversation/authentication-standing.ts'
import type { ListedConversation } from '../conversation/listed-conversations.ts'
import { BalieError } from '../errors/balie-error.ts'
import { agentOf, conversationSummary } from './conversation-summary.ts'
import type { DeskParts } from './desk-parts.ts'
import { identityPanel } from './identity-panel.ts'
import { meetingDetail } from './meeting-detail.ts'

/** How long a conversation that ended stays in its agent's list, milliseconds. */
const KEPT_IN_LIST = 60 * 60 * 1000

/** What an agent may see. Every answer is made for one agent, with that agent's rights. */
export interface DeskView {
  /** Who waits and who is helped in the agent's teams, and what this agent ended within the last hour. */
  list(agent: Agent): Promise<ConversationSummary[]>

  /** The rows of conversations, for their teams. None for what is not there or has not begun. */
  rows(ids: readonly string[]): Promise<ConversationSummary[]>

  /**
   * The conversation with its identity, for its own agent; that the attributes were shown is recorded before
   * this returns (G1).
   *
   * @throws {BalieError} CONVERSATION_UNKNOWN, also for one of another team; NOT_ASSIGNED
   */
  detail(agent: Agent, id: string): Promise<ConversationDetail>

  /**
   * A conversation of one of the agent's teams, as stored.
   *
   * @throws {BalieError} CONVERSATION_UNKNOWN
   */
  ofTeam(agent: Agent, id: string): Promise<{ record: SessionRecord; purpose: PurposeConfig }>

  /**
   * The agent's own conversation, while it is open.
   *
   * @throws {BalieError} CONVERSATION_UNKNOWN, NOT_ASSIGNED, CONVERSATION_ENDED
   */
  ownOpen(agent: Agent, id: string): Promise<{ record: SessionRecord; purpose: PurposeConfig }>
}

export function createDeskView(parts: DeskParts): DeskView {
  const { purposes, settings, channel, clock, conversations, names, recordReveal } = parts

  async function summaries(listed: readonly ListedConversation[]): Promise<ConversationSummary[]> {
    const agents = listed.flatMap(({ session: { conversation, appointment } }) =>
      [agentOf(conversation), appointment?.agent].filter((agent) => agent !== undefined),
    )
    const known = await names.namesOf(agents)
    return listed.flatMap((row) => {
      const purpose = purposes.get(row.session.purpose)
      return (purpose && conversationSummary(purpose, row, known)) ?? []
    })
  }

  async function rows(ids: readonly string[]): Promise<ConversationSummary[]> {
    return summaries(await conversations.find(ids))
  }

  async function ofTeam(agent: Agent, id: string) {
    // Whatever is no identifier of ours does not come near the database.
    const record = /^[\w-]{1,64}$/.test(id) ? await settings.store.find({ by: 'id', id }) : undefined
    const purpose = record && purposes.get(record.session.purpose)
    if (!record || !purpose || !agent.teams.includes(purpose.team)) throw unknown()
    if (['not_begun', 'planning'].includes(record.session.conversation.state)) throw unknown()
    return { record, purpose }
  }

  async function own(agent: Agent, id: string) {
    const found = await ofTeam(agent, id)
    if (agentOf(found.record.session.conversation) !== agent.id) {
      throw new BalieError('NOT_ASSIGNED', 'the conversation is not assigned to this agent')
    }
    return found
  }

  async function detailNow(agent: Agent, id: string) {
    const { record, purpose } = await own(agent, id)
    const { identity, shown } = identityPanel(purpose, record, settings.keyring)
    const [[row], receipts] = await Promise.all([rows([id]), channel.receipts(id)])
    if (!row) throw unknown()
    const { attributes, owner } = record.session
    if (attributes.state === 'verified') {
      const about = { session: id, agent: agent.id, verifiedAt: attributes.at }
      await recordReveal({ ...about, tags: shown, opened: false })
    }
    const authentication = authenticationStanding({
      ...{ session: record.session, purpose, browser: owner?.browser },
      possible: settings.core !== undefined,
    })
    const meeting = meetingDetail(purpose, record, settings.keyring)
    const { kept } = record.session.appointment ?? {}
    if (meeting && kept) {
      const about = { session: id, agent: agent.id, verifiedAt: kept.at, opened: false }
      const given = meeting.given.filter(({ value }) => value !== undefined)
      await recordReveal({ ...about, tags: given.map(({ tag }) => tag) })
    }
    return {
      record,
      detail: { summary: row, identity, authentication, receipts, ...(meeting && { meeting }) },
    }
  }

  return {
    async list(agent) {
      const ofTeams = [...purposes.values()].filter(({ team }) => agent.teams.includes(team))
      const live = await conversations.live(ofTeams.map(({ tag }) => tag))
      const ended = await conversations.endedOf(agent.id, clock.now() - KEPT_IN_LIST)
      const all = await summaries([...live, ...ended])
      return all.filter(({ team }) => agent.teams.includes(team))
    },

    rows,
    ofTeam,

    async detail(agent, id) {
      for (;;) {
        const { record, detail } = await detailNow(agent, id)
        // Withdrawn or replaced while it was recorded that it is shown: then it is shown no more.
        const { record: now } = await own(agent, id)
        const isSame = isSameIdentity(record.session.attributes, now.session.attributes)
        if (isSame && isStillKept(record.session, now.session)) return detail
      }
    },

    async ownOpen(agent, id) {
      const found = await own(agent, id)
      if (found.record.session.conversation.state !== 'open') throw ended()
      return found
    },
  }
}

/** The same for what is not there and for what belongs to others. */
function unknown(): BalieError {
  return new BalieError('CONVERSATION_UNKNOWN', 'no begun conversation of this id in the teams of the agent')
}

function ended(): BalieError {
  return new BalieError('CONVERSATION_ENDED', 'the conversation has ended')
}

function isStillKept(one: Session, other: Session): boolean {
  return one.appointment?.kept?.at === other.appointment?.kept?.at
}

function isSameIdentity(one: AttributesState, other: AttributesState): boolean {
  const at = (state: AttributesState) => ('at' in state ? state.at : undefined)
  return one.state === other.state && at(one) === at(other)
}
