import { acceptAuthResult } from '../attributes/accept-auth-result.ts'
import { claimOf, verifyToken } from '../attributes/verify-token.ts'
import { IdContactError } from '../errors/id-contact-error.ts'
import type { SessionRecord } from '../ports/store.ts'
import { createStartCommunicationAnswer } from '../protocol/start-communication/create-start-communication-answer.ts'
import { parseStartCommunicationRequest } from '../protocol/start-communication/parse-start-communication-request.ts'
import { randomText } from '../random.ts'
import { createDataKey } from '../retention/keyring.ts'
import type { Limits, Session } from '../session/session.ts'
import { LIMITS_OF_PURPOSE, type Purpose, type Settings } from '../settings.ts'
import { createUrlSecret, hashSecret } from '../url-secret.ts'

/**
 * Step 1: the core asks for a session (FL-1, FL-2). A result in the request (reception 1, AR-1) is verified
 * first; one that another session has used gives a session without attributes, because a second click is
 * the usual cause (T7).
 *
 * @param body the JSON of the request
 * @returns the answer for the core: `client_url`, and `attr_url` with reception 3
 * @throws {IdContactError} BODY_INVALID, PURPOSE_UNKNOWN, AUTH_RESULT_REFUSED; then there is no session (FL-9, B9)
 */
export async function startCommunication(
  settings: Settings,
  body: unknown,
): Promise<ReturnType<typeof createStartCommunicationAnswer>> {
  const request = parseStartCommunicationRequest(body)
  const purpose = settings.purposes.get(request.purpose)
  if (!purpose)
    throw new IdContactError('PURPOSE_UNKNOWN', 'a start request for a purpose that is not configured')
  const verified =
    request.authResult === undefined ? undefined : await verifyToken(settings, request.authResult)

  const clientSecret = createUrlSecret(settings.random)
  const attrSecret = settings.useAttrUrl && !verified ? createUrlSecret(settings.random) : undefined
  const record = newRecord(settings, purpose, clientSecret, attrSecret)
  if (!verified || (await insertWithResult(settings, record, verified)) === 'elsewhere') {
    // A result that was used elsewhere: this session asks to authenticate.
    const asked = verified && ({ at: record.session.startedAt, reason: 'required' } as const)
    await settings.store.insert({ ...record, session: { ...record.session, asked } })
  }
  return createStartCommunicationAnswer({
    clientUrl: `${settings.externalUrl}/c/${clientSecret}`,
    ...(attrSecret && { attrUrl: `${settings.internalUrl}/attr/${attrSecret}` }),
  })
}

function insertWithResult(
  settings: Settings,
  record: SessionRecord,
  verified: Awaited<ReturnType<typeof verifyToken>>,
) {
  const { session, sealed, keys } = acceptAuthResult(settings, record, verified.result)
  return settings.store.insert(
    { ...record, session, sealed, keys: { ...record.keys, ...keys } },
    claimOf(verified),
  )
}

function newRecord(
  settings: Settings,
  purpose: Purpose,
  clientSecret: string,
  attrSecret: string | undefined,
): SessionRecord {
  const startedAt = settings.clock.now()
  const session: Session = {
    id: randomText(settings.random, 16),
    purpose: purpose.tag,
    method: settings.channel.method,
    startedAt,
    beginBefore: startedAt + purpose.beginWithin,
    limits: limitsOf(settings, purpose),
    attributes: { state: 'awaiting' },
    citizen: { state: 'expected' },
    conversation: { state: 'not_begun' },
    landings: [],
    owner: undefined,
    alerts: [],
    shared: [],
    asked: undefined,
    authentications: [],
    hiddenUntil: undefined,
    activity: {},
    feedback: { state: 'none' },
    transcript: 'kept',
    ...(settings.schedules && { schedules: true }),
  }
  return {
    session,
    keys: {
      transcript: createDataKey(settings.keyring, session.id, 'transcript', settings.random).wrappedKey,
    },
    sealed: {},
    clientSecretHash: hashSecret(clientSecret),
    attrSecretHash: attrSecret && hashSecret(attrSecret),
  }
}

/** Where nobody can authenticate again, nobody is asked to after a pause. */
function limitsOf(settings: Settings, purpose: Purpose): Limits {
  const limits = { ...LIMITS_OF_PURPOSE, ...purpose.limits }
  return settings.core ? limits : { ...limits, pause: 0 }
}
