import { type Applied, announce, changed, goneFrom } from './applied.ts'
import type { EndedBy, Session } from './session.ts'

/** The end, whoever or whatever brought it: the identity goes at once, the transcript later (B8, P2). */
export function ended(session: Session, at: number, by: EndedBy): Applied {
  const { conversation } = session
  const agent = conversation.state === 'open' ? { agent: conversation.agent } : {}
  return changed(
    {
      ...session,
      conversation: { state: 'ended', at, by, ...agent },
      shared: goneFrom(session.shared, at, 'ended'),
      authentications: [],
      asked: undefined,
    },
    { tag: 'destroy_key', key: 'attributes' },
    { tag: 'destroy_key', key: 'pending' },
    announce('conversation'),
  )
}
