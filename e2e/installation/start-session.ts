import assert from 'node:assert/strict'
import { authResult } from './auth-result.ts'
import type { Installation } from './installation.ts'

/** A session that a core started. */
export interface StartedSession {
  /** Where the citizen's browser goes. */
  readonly clientUrl: string
  /** Posts an auth result of these attributes, with a session URL or without (reception 3). */
  deliver(attributes: Readonly<Record<string, string>>, sessionUrl?: string): Promise<void>
}

/**
 * Starts a session as the core does, without a core: for stories that need a result of their own making.
 *
 * @param through an address to post the result to in the place of the node's own: of a proxy before it
 */
export async function startSession(
  { internal, keys }: Pick<Installation, 'internal' | 'keys'>,
  purpose = 'report_move',
  through?: string,
): Promise<StartedSession> {
  const answer = await fetch(`${internal}/chat/start_communication`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ purpose }),
  })
  const { client_url, attr_url } = (await answer.json()) as { client_url: string; attr_url: string }
  return {
    clientUrl: client_url,
    async deliver(attributes, sessionUrl) {
      const { pathname, origin } = new URL(attr_url)
      const delivered = await fetch((through ?? origin) + pathname, {
        method: 'POST',
        headers: { 'content-type': 'application/jwt' },
        body: await authResult(keys, attributes, sessionUrl),
      })
      assert.equal(delivered.status, 200)
    },
  }
}
