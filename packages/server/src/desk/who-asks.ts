import type { Agent } from '@balie/desk-api'
import type { Listener } from '../http/listener.ts'
import { notSignedIn, type SignedInAgents } from './signed-in.ts'

/**
 * Finds out who asks, before anything else of a request is looked at (G1, G2, G3): for the routes registered after it.
 *
 * @returns tells the agent of a request
 */
export function whoAsks(app: Listener, agents: Pick<SignedInAgents, 'ofCookie'>): (request: object) => Agent {
  const asking = new WeakMap<object, Agent>()
  app.addHook('onRequest', async (request) => {
    asking.set(request, (await agents.ofCookie(request.headers.cookie)).agent)
  })
  return (request) => {
    const agent = asking.get(request)
    if (!agent) throw notSignedIn()
    return agent
  }
}
