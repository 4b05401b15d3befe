import type { ConversationSummary } from '@balie/desk-api'
import type { ConversationState } from '@balie/sdk'
import type { PurposeConfig } from '../config/config.ts'
import type { ListedConversation } from '../conversation/listed-conversations.ts'

/** The agent of a conversation, where it has or had one. */
export function agentOf(conversation: ConversationState): string | undefined {
  return 'agent' in conversation ? conversation.agent : undefined
}

/**
 * The row of a conversation in the desk's list: no attribute, no message. Undefined before it has begun.
 *
 * @param name the name of its agent, where it has one
 */
export function conversationSummary(
  purpose: PurposeConfig,
  { session, lastSeq, unread }: ListedConversation,
  name: string | undefined,
): ConversationSummary | undefined {
  const { conversation } = session
  if (conversation.state === 'not_begun') return undefined
  const agent = agentOf(conversation)
  return {
    id: session.id,
    channel: 'chat',
    purpose: purpose.name,
    team: purpose.team,
    state: conversation.state,
    since: conversation.state === 'ended' ? conversation.at : conversation.since,
    ...(agent !== undefined && { agent: { id: agent, name: name ?? '' } }),
    identity: session.attributes.state,
    citizenPresent: session.citizen.state === 'present',
    unread: Number(unread),
    lastSeq,
  }
}
