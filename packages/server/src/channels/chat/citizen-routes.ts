import { CitizenView, PrivacyReceipt, paths } from '@balie/desk-api'
import {
  begin,
  changeSession,
  IdContactError,
  landBrowser,
  logOut,
  noteActivity,
  readBrowser,
  withdrawAttributes,
} from '@balie/sdk'
import Type from 'typebox'
import type { PurposeConfig } from '../../config/config.ts'
import { expectOwner, expectOwnerOrLanded } from '../../conversation/expect-owner.ts'
import { privacyReceipt } from '../../conversation/privacy-receipt.ts'
import type { Reveals } from '../../conversation/reveals.ts'
import type { FastifyReply, FastifyRequest, Listener } from '../../http/listener.ts'
import type { CitizenParts } from './citizen-parts.ts'

/** Also what could be no handle gets the neutral view. */
const AnyHandle = Type.Object({ handle: Type.String() })
const Handle = Type.Object({ handle: Type.String({ pattern: '^[A-Za-z0-9_-]{1,64}$' }) })
const response = { 200: CitizenView }

export interface CitizenRoutesOptions extends CitizenParts {
  readonly purposes: ReadonlyMap<string, PurposeConfig>
  readonly reveals: Reveals
}

/**
 * What the citizen's page asks over HTTP: the view, the button that begins (B1, B3), and what the owner's other buttons
 * do (R1). Each answers the view as it is then. Unsafe methods come from our own pages only: the listener sees to
 * it (F6).
 */
export async function citizenRoutes(app: Listener, options: CitizenRoutesOptions): Promise<void> {
  const { settings, views, activity, purposes, reveals } = options
  const browserOf = (request: FastifyRequest) => readBrowser(settings.externalUrl, request.headers.cookie)

  /** A browser that comes back is known from now on again. */
  const keptCookie = ({ headers }: FastifyRequest) =>
    landBrowser(settings.externalUrl, headers.cookie, settings.random, settings.browserLifetime).setCookie

  app.get(
    paths.citizenView,
    { schema: { summary: 'What this browser may see of a conversation', params: AnyHandle, response } },
    async (request, reply) => {
      const browser = browserOf(request)
      if (browser !== undefined) reply.header('set-cookie', keptCookie(request))
      return (await views.of(request.params.handle, browser)).view
    },
  )

  /** A button: what it does to a session, and the view afterwards. */
  function button(
    path: string,
    summary: string,
    act: (handle: string, browser: string | undefined, reply: FastifyReply) => Promise<unknown>,
  ): void {
    app.post(path, { schema: { summary, params: Handle, response } }, async (request, reply) => {
      const browser = browserOf(request)
      await act(request.params.handle, browser, reply)
      return (await views.of(request.params.handle, browser)).view
    })
  }

  button(paths.citizenBegin, 'Begin the conversation', async (handle, browser) => {
    if (browser === undefined) throw new IdContactError('NOT_LANDED', 'begin without the cookie of a landing')
    await begin(settings, handle, browser)
  })

  button(paths.citizenEnd, 'End the conversation', async (handle, browser) => {
    const { id } = await expectOwner(settings, handle, browser)
    await changeSession(settings, id, { tag: 'ended', at: settings.clock.now(), by: 'citizen' })
  })

  button(paths.citizenStay, 'Stay: an interaction like a message', async (handle, browser) => {
    const { id } = await expectOwner(settings, handle, browser)
    // At once: the answer tells how long the citizen now has.
    await noteActivity(settings, id, 'citizen')
  })

  button(
    paths.citizenLogout,
    'Log out: ends the conversation, and the session elsewhere',
    async (handle, browser, reply) => {
      const { id } = await expectOwnerOrLanded(settings, handle, browser)
      await logOut(settings, id)
      // Not "cookies", which would reach every site of the domain; what is stored of it the page forgets itself (F7).
      reply.header('clear-site-data', '"cache"')
    },
  )

  button(paths.citizenWithdraw, 'Take back what was shared', async (handle, browser) => {
    const { id } = await expectOwner(settings, handle, browser)
    await withdrawAttributes(settings, id)
    activity.note(id, 'citizen')
  })

  const receipt = {
    summary: 'What became of what the citizen shared',
    params: Handle,
    response: { 200: PrivacyReceipt },
  }
  app.get(paths.citizenReceipt, { schema: receipt }, async (request) => {
    const session = await expectOwner(settings, request.params.handle, browserOf(request))
    const purpose = purposes.get(session.purpose)
    // A purpose that left the configuration has no labels any more.
    return privacyReceipt(session, purpose ?? { labels: new Map() }, await reveals(session.id))
  })
}
