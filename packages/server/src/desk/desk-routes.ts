import { type Agent, paths } from '@balie/desk-api'
import Type from 'typebox'
import type { Listener } from '../http/listener.ts'
import type { DeskActions } from './desk-actions.ts'
import type { DeskView } from './desk-view.ts'
import { notSignedIn, type SignedInAgents } from './signed-in.ts'

const Id = Type.Object({ id: Type.String({ minLength: 1, maxLength: 64 }) })
const Tag = Type.Object({ tag: Type.String({ minLength: 1, maxLength: 128 }) })

export interface DeskRoutesOptions {
  readonly agents: Pick<SignedInAgents, 'ofCookie'>
  readonly view: DeskView
  readonly actions: DeskActions
}

/** What the desk asks over HTTP. Who asks is found out first, before anything else is looked at (G1, G2, G3). */
export async function deskRoutes(app: Listener, options: DeskRoutesOptions): Promise<void> {
  const { agents, view, actions } = options
  const asking = new WeakMap<object, Agent>()
  app.addHook('onRequest', async (request) => {
    asking.set(request, (await agents.ofCookie(request.headers.cookie)).agent)
  })
  const who = (request: object): Agent => {
    const agent = asking.get(request)
    if (!agent) throw notSignedIn()
    return agent
  }

  app.get(paths.me, async (request) => who(request))

  app.get(paths.conversations, (request) => view.list(who(request)))

  app.get(paths.conversation, { schema: { params: Id } }, (request) =>
    view.detail(who(request), request.params.id),
  )

  app.post(paths.take, { schema: { params: Id } }, async (request) => {
    await actions.take(who(request), request.params.id)
    return {}
  })

  app.post(paths.reveal, { schema: { params: Id, body: Tag } }, (request) =>
    actions.reveal(who(request), request.params.id, request.body.tag),
  )

  app.post(paths.close, { schema: { params: Id } }, async (request) => {
    await actions.close(who(request), request.params.id)
    return {}
  })
}
