import type { ConversationSummary } from '@balie/desk-api'
import type { ConversationState } from '@balie/sdk'
import type { PurposeConfig } from '../config/config.ts'
import type { ListedConversation } from '../conversation/listed-conversations.ts'

/** The agent of a conversation, where it has or had one. */
export function agentOf(conversation: ConversationState): string | undefined {
  return 'agent' in conversation ? conversation.agent : undefined
}

/**
 * The row of a conversation in the desk's list: no attribute, no message. Undefined before it has begun; an appointment is in
 * the list from when the citizen came to the meeting.
 *
 * @param names the names of agents by id
 */
export function conversationSummary(
  purpose: PurposeConfig,
  { session, lastSeq, unread }: ListedConversation,
  names: ReadonlyMap<string, string>,
): ConversationSummary | undefined {
  const { conversation, appointment } = session
  const { state } = conversation
  if (state === 'not_begun' || state === 'planning' || state === 'scheduled') return undefined
  // What was cancelled before anybody came is among the appointments.
  if (state === 'ended' && session.method === 'appointment' && !appointment?.arrivedAt) return undefined
  const agent = agentOf(conversation)
  return {
    id: session.id,
    channel: session.method === 'appointment' ? 'appointment' : 'chat',
    purpose: purpose.name,
    team: purpose.team,
    state,
    since: conversation.state === 'ended' ? conversation.at : conversation.since,
    ...(agent !== undefined && { agent: { id: agent, name: names.get(agent) ?? '' } }),
    identity: session.attributes.state,
    citizenPresent: session.citizen.state === 'present',
    unread: Number(unread),
    lastSeq,
    ...(appointment && {
      meeting: {
        starts: appointment.starts,
        ends: appointment.ends,
        agent: { id: appointment.agent, name: names.get(appointment.agent) ?? '' },
      },
    }),
  }
}
