import { Agent, ConversationDetail, ConversationSummary, paths, RevealedAttribute } from '@balie/desk-api'
import Type from 'typebox'
import type { Listener } from '../http/listener.ts'
import type { DeskActions } from './desk-actions.ts'
import type { DeskView } from './desk-view.ts'
import type { SignedInAgents } from './signed-in.ts'
import { whoAsks } from './who-asks.ts'

const Id = Type.Object({ id: Type.String({ minLength: 1, maxLength: 64 }) })
const Rows = Type.Array(ConversationSummary)
const Done = Type.Object({})
const Tag = Type.Object({ tag: Type.String({ minLength: 1, maxLength: 128 }) })

export interface DeskRoutesOptions {
  readonly agents: Pick<SignedInAgents, 'ofCookie'>
  readonly view: DeskView
  readonly actions: DeskActions
}

/** What the desk asks over HTTP. Who asks is found out first, before anything else is looked at (G1, G2, G3). */
export async function deskRoutes(app: Listener, options: DeskRoutesOptions): Promise<void> {
  const { agents, view, actions } = options
  const who = whoAsks(app, agents)

  const me = { summary: 'The signed-in agent', response: { 200: Agent } }
  app.get(paths.me, { schema: me }, async (request) => who(request))

  const list = { summary: "Who waits and who is helped in the agent's teams", response: { 200: Rows } }
  app.get(paths.conversations, { schema: list }, (request) => view.list(who(request)))

  const detail = {
    summary: 'A conversation of this agent, with the identity of the citizen',
    params: Id,
    response: { 200: ConversationDetail },
  }
  app.get(paths.conversation, { schema: detail }, (request) => view.detail(who(request), request.params.id))

  const take = { summary: 'Take a waiting conversation', params: Id, response: { 200: Done } }
  app.post(paths.take, { schema: take }, async (request) => {
    await actions.take(who(request), request.params.id)
    return {}
  })

  const reveal = {
    summary: 'Open a masked attribute, which is recorded',
    params: Id,
    body: Tag,
    response: { 200: RevealedAttribute },
  }
  app.post(paths.reveal, { schema: reveal }, (request) =>
    actions.reveal(who(request), request.params.id, request.body.tag),
  )

  const ask = {
    summary: 'Ask the citizen of a conversation of this agent to authenticate',
    params: Id,
    response: { 200: Done },
  }
  app.post(paths.askAuthentication, { schema: ask }, async (request) => {
    await actions.askAuthentication(who(request), request.params.id)
    return {}
  })

  const close = { summary: 'End a conversation of this agent', params: Id, response: { 200: Done } }
  app.post(paths.close, { schema: close }, async (request) => {
    await actions.close(who(request), request.params.id)
    return {}
  })
}
