import type { SessionRecord } from '../ports/store.ts'
import { randomText, systemRandom } from '../random.ts'
import type { Session } from '../session/session.ts'
import { LIMITS_OF_PURPOSE } from '../settings.ts'
import { hashSecret } from '../url-secret.ts'

/** A new session record for tests of stores and channels, with some members replaced. */
export function sessionRecord(change: Partial<Session> = {}): SessionRecord {
  const session: Session = {
    id: randomText(systemRandom, 16),
    purpose: 'report_move',
    method: 'chat',
    startedAt: 1_700_000_000_000,
    beginBefore: 1_700_003_600_000,
    attributes: { state: 'awaiting' },
    citizen: { state: 'expected' },
    conversation: { state: 'not_begun' },
    landings: [],
    owner: undefined,
    limits: LIMITS_OF_PURPOSE,
    alerts: [],
    shared: [],
    asked: undefined,
    authentications: [],
    hiddenUntil: undefined,
    activity: {},
    feedback: { state: 'none' },
    transcript: 'kept',
    ...change,
  }
  return {
    session,
    keys: { transcript: systemRandom(64) },
    sealed: {},
    clientSecretHash: hashSecret(`client ${session.id}`),
    attrSecretHash: hashSecret(`attr ${session.id}`),
  }
}
