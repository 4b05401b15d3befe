import type { PrivacyReceipt, Words } from '@balie/desk-api'
import { type Session, transcriptGoesAt } from '@balie/sdk'
import type { PurposeConfig } from '../config/config.ts'
import { ownsContact } from './owns-contact.ts'
import type { Seen } from './reveals.ts'

const DAY = 24 * 60 * 60 * 1000

/**
 * What the citizen may know of what became of the attributes: what was shared, who saw it, when it goes. What another
 * person shared here before is not in it (AC-9).
 *
 * @param seen every showing of an attribute of this session
 */
export function privacyReceipt(
  session: Session,
  purpose: Pick<PurposeConfig, 'labels'>,
  seen: readonly Seen[],
): PrivacyReceipt {
  const { hiddenUntil = Number.NEGATIVE_INFINITY } = session
  const labelOf = (tag: string): Words => purpose.labels.get(tag) ?? { nl: tag, en: tag }
  const shared = session.shared.filter(({ gone }) => !gone || gone.at > hiddenUntil)
  const verifications = new Map(shared.map(({ at, names }) => [at, names]))
  const placeOf = ({ verifiedAt, tag }: Seen) => verifications.get(verifiedAt)?.indexOf(tag) ?? 0
  // With whose it is: what another person shared here before is not spoken of.
  const { kept: of } = session.appointment ?? {}
  const kept = of && verifications.has(of.at) ? of.names : []
  const messagesGoAt = transcriptGoesAt(session)
  return {
    shared: shared.map(({ at, names, method, gone }) => ({
      at,
      ...(method !== undefined && { method }),
      attributes: names.map(labelOf),
      ...(gone && { gone }),
    })),
    seen: seen
      .filter(({ verifiedAt }) => verifications.has(verifiedAt))
      // What stood in the panel at one moment: in the order in which it was shared.
      .toSorted((a, b) => a.at - b.at || placeOf(a) - placeOf(b))
      .map(({ at, agent, tag, opened }) => ({ at, agent, attribute: labelOf(tag), opened })),
    ...(session.appointment &&
      session.conversation.state !== 'ended' && {
        kept: { attributes: kept.map(labelOf), address: ownsContact(session) },
      }),
    retentionDays: Math.ceil(session.limits.retention / DAY),
    ...(messagesGoAt !== undefined && { messagesGoAt }),
  }
}
