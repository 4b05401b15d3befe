import { CitizenView, paths } from '@balie/desk-api'
import { begin, changeSession, IdContactError, readBrowser } from '@balie/sdk'
import Type from 'typebox'
import type { FastifyRequest, Listener } from '../../http/listener.ts'
import type { CitizenParts } from './citizen-parts.ts'
import { expectOwner } from './expect-owner.ts'

/** Also what could be no handle gets the neutral view. */
const AnyHandle = Type.Object({ handle: Type.String() })
const Handle = Type.Object({ handle: Type.String({ pattern: '^[A-Za-z0-9_-]{1,64}$' }) })
const response = { 200: CitizenView }

/**
 * What the citizen's page asks over HTTP: the view, the button that begins (B1, B3), the button that ends.
 * Each answers the view as it is then. Unsafe methods come from our own pages only: the listener sees to it (F6).
 */
export async function citizenRoutes(app: Listener, { settings, views }: CitizenParts): Promise<void> {
  const browserOf = (request: FastifyRequest) => readBrowser(settings.externalUrl, request.headers.cookie)

  app.get(
    paths.citizenView,
    { schema: { summary: 'What this browser may see of a conversation', params: AnyHandle, response } },
    async (request) => {
      const { view } = await views.of(request.params.handle, browserOf(request))
      return view
    },
  )

  app.post(
    paths.citizenBegin,
    { schema: { summary: 'Begin the conversation', params: Handle, response } },
    async (request) => {
      const browser = browserOf(request)
      if (browser === undefined)
        throw new IdContactError('NOT_LANDED', 'begin without the cookie of a landing')
      await begin(settings, request.params.handle, browser)
      return (await views.of(request.params.handle, browser)).view
    },
  )

  app.post(
    paths.citizenEnd,
    { schema: { summary: 'End the conversation', params: Handle, response } },
    async (request) => {
      const browser = browserOf(request)
      const { id } = await expectOwner(settings, request.params.handle, browser)
      await changeSession(settings, id, { tag: 'ended', at: settings.clock.now(), by: 'citizen' })
      return (await views.of(id, browser)).view
    },
  )
}
