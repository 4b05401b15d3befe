import { IdContactError } from '../errors/id-contact-error.ts'
import { isOfOrigin } from '../outbound/is-of-origin.ts'
import { parseClientUrlAnswer } from '../protocol/client-url-answer/parse-client-url-answer.ts'
import { createStartAuthRequest } from '../protocol/start-auth-request/create-start-auth-request.ts'
import { applyEvent } from '../session/apply-event.ts'
import { applyToStored, carryOut, expectOpen } from '../session/change-session.ts'
import type { Settings } from '../settings.ts'
import { createUrlSecret, hashSecret } from '../url-secret.ts'
import { askCore, expectCore } from './ask-core.ts'
import { authenticationMethods } from './authentication-methods.ts'

/** A browser wants to authenticate. */
export interface AuthenticationRequest {
  /** The session's handle. */
  readonly id: string
  /** Hash of the browser's cookie. Only its own return counts (B1). */
  readonly browser: string
  /** Tag of one of `authenticationMethods`. */
  readonly method: string
}

/**
 * The side door: asks the core to authenticate the citizen, with a URL of ours to continue on, and with reception 3
 * an attr URL (AC-1, AR-4). The owner of the conversation may; so may any other browser, which by that gets in, or a
 * browser that landed before anybody began (AC-6, B1, B2).
 *
 * @returns where to redirect the browser: an address of a configured origin (AC-2, B12)
 * @throws {IdContactError} SESSION_UNKNOWN, NOT_LANDED, METHOD_UNKNOWN, AUTHENTICATION_UNAVAILABLE
 */
export async function startAuthentication(
  settings: Settings,
  { id, browser, method: tag }: AuthenticationRequest,
): Promise<{ readonly url: string }> {
  const core = expectCore(settings)
  const { session } = expectOpen(await settings.store.find({ by: 'id', id }), settings.clock.now())
  const method = (await authenticationMethods(settings, session.purpose)).find((one) => one.tag === tag)
  if (!method) throw new IdContactError('METHOD_UNKNOWN', 'a method that the core does not offer')

  const back = createUrlSecret(settings.random)
  const attr = settings.useAttrUrl ? createUrlSecret(settings.random) : undefined
  const hashes = { id: hashSecret(back), ...(attr !== undefined && { attr: hashSecret(attr) }) }
  // Kept before the core is asked: a result may come before its answer.
  const applied = await settings.store.transact(id, (record) => {
    expectOpen(record, settings.clock.now())
    const at = settings.clock.now()
    const next = applyEvent(record.session, {
      tag: 'authentication_started',
      at,
      browser,
      method: method.name,
      ...hashes,
    })
    return { value: next, session: next.session, effects: next.effects, secrets: Object.values(hashes) }
  })
  await carryOut(settings, applied.session, applied.effects)

  const request = await createStartAuthRequest(
    {
      purpose: session.purpose,
      authMethod: tag,
      commUrl: `${settings.externalUrl}/r/${back}`,
      ...(attr !== undefined && { attrUrl: `${settings.internalUrl}/attr/${attr}` }),
    },
    { signingKey: core.signingKey, keyId: core.keyId, clock: settings.clock },
  )
  try {
    const body = await askCore(settings, {
      method: 'POST',
      path: '/start',
      // Exactly this: with any other Accept, deployed cores answer with a redirect.
      headers: { 'content-type': 'application/jwt', accept: 'application/json' },
      body: request,
    })
    return { url: followable(body, core.authenticationOrigins) }
  } catch (cause) {
    // Nobody goes anywhere: both sides see that, instead of somebody who is on the way.
    const reason = 'authentication_failed'
    await applyToStored(settings, id, {
      tag: 'authentication_failed',
      at: settings.clock.now(),
      id: hashes.id,
      reason,
    })
    throw cause
  }
}

/** The address in the core's answer, if a citizen may be sent there (B12). */
function followable(body: unknown, origins: readonly string[]): string {
  try {
    const { clientUrl } = parseClientUrlAnswer(body)
    const url = new URL(clientUrl)
    if (isOfOrigin(url, origins) && url.username === '' && url.password === '') return clientUrl
  } catch (cause) {
    throw new IdContactError('AUTHENTICATION_UNAVAILABLE', 'the answer of the core cannot be used', { cause })
  }
  throw new IdContactError(
    'AUTHENTICATION_UNAVAILABLE',
    'the core sends to an origin that is not in the list where citizens may be sent',
  )
}
