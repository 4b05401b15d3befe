import type { MeetingDetail } from '@balie/desk-api'
import { type Keyring, openKeptAttributes, type SessionRecord } from '@balie/sdk'
import type { PurposeConfig } from '../config/config.ts'
import { attributesOf } from './identity-panel.ts'

/**
 * What the agent of an appointment's meeting is told of it: when it is, and what was kept of the booking, as given then. Call it
 * only for that agent (G1). Sensitive values stay out. Undefined for a conversation that is no meeting.
 *
 * @throws {IdContactError} SEAL_BROKEN
 */
export function meetingDetail(
  purpose: PurposeConfig,
  record: SessionRecord,
  keyring: Keyring,
): MeetingDetail | undefined {
  const { appointment, conversation } = record.session
  if (!appointment) return undefined
  const kept = appointment.kept && openKeptAttributes(keyring, record)?.reveal()
  return {
    starts: appointment.starts,
    ends: appointment.ends,
    bookedAt: appointment.bookedAt,
    given: kept ? attributesOf(purpose, kept) : [],
    verified: appointment.booker !== undefined,
    mayExtend: conversation.state === 'open',
  }
}
