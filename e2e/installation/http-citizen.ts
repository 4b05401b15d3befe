import assert from 'node:assert/strict'
import { fillPath, paths } from '@balie/desk-api'
import type { Installation } from './installation.ts'

/** A citizen without a browser: a session that has begun, for stories in which the citizen does not matter. */
export interface HttpCitizen {
  readonly handle: string
  readonly cookie: string
}

/** Starts a session without authentication at the core, lands and begins. */
export async function beginWithoutBrowser(installation: Installation): Promise<HttpCitizen> {
  const started = await fetch(`${installation.core}/start`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ purpose: 'general_question', comm_method: 'chat' }),
  })
  const { client_url } = (await started.json()) as { client_url: string }
  const landing = await fetch(client_url, { redirect: 'manual' })
  assert.equal(landing.status, 303)
  const cookie = landing.headers.get('set-cookie')?.split(';')[0] ?? ''
  const handle = landing.headers.get('location')?.split('/').at(-1) ?? ''
  const begun = await fetch(installation.balie + fillPath(paths.citizenBegin, { handle }), {
    method: 'POST',
    headers: { cookie, origin: installation.balie, 'content-type': 'application/json' },
    body: '{}',
  })
  assert.equal(begun.status, 200)
  return { handle, cookie }
}
