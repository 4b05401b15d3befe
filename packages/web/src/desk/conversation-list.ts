import type { ConversationSummary } from '@balie/desk-api/client'

/** The list as an agent sees it. */
export interface ConversationList {
  /** Nobody has taken them; who comes for an appointment with this agent first, then the longest wait. */
  readonly waiting: readonly ConversationSummary[]
  /** This agent's; the oldest first. */
  readonly mine: readonly ConversationSummary[]
  /** Those of other agents. */
  readonly colleagues: readonly ConversationSummary[]
}

/** Sorts the rows into the parts of the list. What has ended is in none. */
export function listConversations(
  summaries: readonly ConversationSummary[],
  agentId: string,
): ConversationList {
  const sorted = [...summaries].sort((a, b) => a.since - b.since || a.id.localeCompare(b.id))
  const open = sorted.filter(({ state }) => state === 'open')
  return {
    waiting: sorted
      .filter(({ state }) => state === 'waiting')
      .sort((a, b) => rank(a, agentId) - rank(b, agentId)),
    mine: open.filter(({ agent }) => agent?.id === agentId),
    colleagues: open.filter(({ agent }) => agent?.id !== agentId),
  }
}

/** Whose appointment it is: of this agent, of a colleague; undefined where it is none. */
export function whoseMeeting(
  { meeting }: ConversationSummary,
  agentId: string,
): 'mine' | 'colleague' | undefined {
  if (meeting === undefined) return undefined
  return meeting.agent.id === agentId ? 'mine' : 'colleague'
}

const rank = (summary: ConversationSummary, agentId: string) =>
  whoseMeeting(summary, agentId) === 'mine' ? 0 : 1

/** Puts a new or changed row in the place of the old one. */
export function putSummary(
  summaries: readonly ConversationSummary[],
  summary: ConversationSummary,
): readonly ConversationSummary[] {
  return [...summaries.filter(({ id }) => id !== summary.id), summary]
}

/** How many things ask for this agent: who waits, and what is unread in one's own conversations. */
export function attention({ waiting, mine }: ConversationList): number {
  return waiting.length + mine.reduce((sum, { unread }) => sum + unread, 0)
}
