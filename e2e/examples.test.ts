import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import {
  createAuthResult,
  createClientUrlAnswer,
  createSessionOptions,
  createStartCommunicationRequest,
  importEncryptionKey,
  importSigningKey,
  importVerificationKey,
  parseStartCommunicationAnswer,
  Secret,
  type StartAuthRequest,
  systemClock,
  verifyStartAuthRequest,
} from '@balie/sdk'
import { type ExamplePlugin, startExamplePlugin } from './installation/example-plugin.ts'

for (const name of ['minimal-plugin.ts', 'hono-plugin.ts']) {
  describe(`examples/${name}`, () => {
    let plugin: ExamplePlugin
    let started: StartAuthRequest | undefined
    let methods: string[] = []
    const updates: string[] = []

    // The core and an authentication plugin, as far as the example calls them.
    const farSide = createServer(async (request, response) => {
      let body = ''
      for await (const chunk of request) body += chunk
      const { pathname, search } = new URL(request.url ?? '/', farUrl())
      if (pathname.startsWith('/session/')) {
        updates.push(`${pathname}${search}`)
        response.writeHead(204).end()
      } else if (pathname === '/session_options/report_move') {
        const authMethods = methods.map((name, tag) => ({ tag: String(tag), name, imagePath: '' }))
        response.end(JSON.stringify(createSessionOptions({ authMethods, commMethods: [] })))
      } else {
        const keys = new Map([['chat', importVerificationKey(plugin.keys.start)]])
        started = await verifyStartAuthRequest(body, { keys, clock: systemClock })
        response.end(JSON.stringify(createClientUrlAnswer({ clientUrl: `${farUrl()}/login` })))
      }
    })
    const farUrl = () => `http://127.0.0.1:${(farSide.address() as AddressInfo).port}`

    before(async () => {
      await new Promise<void>((done) => farSide.listen(0, '127.0.0.1', done))
      plugin = await startExamplePlugin(name, {
        sessionUrlOrigins: [farUrl()],
        core: { url: farUrl(), keyId: 'chat', authenticationOrigins: [farUrl()] },
      })
    })
    after(async () => {
      await plugin?.[Symbol.asyncDispose]()
      farSide.closeAllConnections()
      farSide.close()
    })

    async function startSession() {
      const answer = await fetch(`${plugin.internalUrl}/start_communication`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(createStartCommunicationRequest({ purpose: 'report_move' })),
      })
      return parseStartCommunicationAnswer(await answer.json())
    }

    async function deliver(url: string | undefined, attributes: Record<string, string>, session: string) {
      const body = await createAuthResult(
        {
          status: 'succes',
          attributes: new Secret('attributes', attributes),
          sessionUrl: new Secret('session URL', `${farUrl()}/session/${session}`),
        },
        {
          signingKey: importSigningKey(plugin.keys.signing),
          encryptionKey: importEncryptionKey(plugin.keys.encryption),
          clock: systemClock,
        },
      )
      const headers = { 'content-type': 'application/jwt' }
      assert.equal((await fetch(url ?? '', { method: 'POST', headers, body })).status, 200)
    }

    async function land(url: string) {
      const landing = await fetch(url, { redirect: 'manual' })
      assert.equal(landing.status, 303)
      const cookie = landing.headers.get('set-cookie')?.split(';')[0] ?? ''
      return { page: landing.headers.get('location') ?? '', cookie }
    }

    const look = async (page: string, cookie: string) => (await fetch(page, { headers: { cookie } })).text()
    const press = (page: string, cookie: string, action: string, fields: Record<string, string> = {}) =>
      fetch(`${page}/${action}`, {
        method: 'POST',
        headers: { cookie, 'sec-fetch-site': 'same-origin', origin: 'null' },
        body: new URLSearchParams(fields),
        redirect: 'manual',
      })
    const until = async (holds: () => boolean | Promise<boolean>) => {
      while (!(await holds())) await new Promise((done) => setTimeout(done, 10))
    }

    it('carries a conversation from the start to the logout', async () => {
      const { clientUrl, attrUrl } = await startSession()
      const { page, cookie } = await land(clientUrl)
      assert.match(await look(page, cookie), /data-idcontact="begin"/)
      assert.equal((await press(page, cookie, 'begin')).status, 303)
      assert.match(await look(page, cookie), /We are waiting for your details/)
      await deliver(attrUrl, { fullname: 'Sanne', bsn: '1', shoe: '38' }, 'first')
      const shown = await look(page, cookie)
      assert.match(shown, /We know who you are/)
      assert.match(shown, /data-idcontact="interact"/)
      assert.match(shown, /data-idcontact="logout"/)
      assert.match(await plugin.observe(), /"fullname":"Sanne"/)
      assert.doesNotMatch(await plugin.observe(), /shoe/)

      assert.equal((await press(page, cookie, 'message', { text: '<b>Hello' })).status, 303)
      assert.match(await look(page, cookie), /<li>&(lt|#60);b&(gt|#62);Hello<\/li>/)
      assert.match(await plugin.observe(), /<b>Hello/)
      await until(() => updates.includes('/session/first?type=user_active'))

      assert.equal((await press(page, cookie, 'logout')).status, 303)
      await until(() => updates.includes('/session/first?type=logout'))
      const ended = await look(page, cookie)
      assert.match(ended, /has ended/)
      assert.doesNotMatch(ended, /<form/)
      assert.doesNotMatch(await plugin.observe(), /Sanne/)
      assert.equal((await press(page, cookie, 'message', { text: 'late' })).status, 409)
    })

    it('lets the citizen authenticate during the conversation', async () => {
      const { page, cookie } = await land((await startSession()).clientUrl)
      await press(page, cookie, 'begin')
      methods = ['DigiD & more', 'eHerkenning']
      const choice = await (await press(page, cookie, 'authenticate')).text()
      assert.match(choice, /<option value="1">eHerkenning/)
      assert.match(choice, /DigiD &(amp|#38); more/)
      assert.equal((await press(page, cookie, 'authenticate', { method: '2' })).status, 400)
      methods = ['DigiD']
      const away = await press(page, cookie, 'authenticate')
      assert.equal(away.status, 303)
      assert.equal(away.headers.get('location'), `${farUrl()}/login`)
      assert.equal(started?.purpose, 'report_move')
      await deliver(started?.attrUrl, { fullname: 'Joris', bsn: '2' }, 'second')
      assert.doesNotMatch(await plugin.observe(), /Joris/)
      const back = await fetch(started?.commUrl ?? '', { headers: { cookie }, redirect: 'manual' })
      assert.equal(back.headers.get('location'), page)
      assert.match(await look(page, cookie), /We know who you are/)
      assert.match(await plugin.observe(), /"fullname":"Joris"/)
      assert.equal((await press(page, cookie, 'withdraw')).status, 303)
      assert.match(await look(page, cookie), /You took back your details/)
      assert.doesNotMatch(await plugin.observe(), /Joris/)
      assert.equal((await press(page, cookie, 'end')).status, 303)
      assert.match(await look(page, cookie), /has ended/)
    })

    it('gives another browser, and a page of another origin, nothing (B2, F6)', async () => {
      const { clientUrl, attrUrl } = await startSession()
      const { page, cookie } = await land(clientUrl)
      await press(page, cookie, 'begin')
      await deliver(attrUrl, { fullname: 'Sanne', bsn: '1' }, 'third')
      for (const other of ['', (await land(clientUrl)).cookie]) {
        const shown = await look(page, other)
        assert.match(shown, /belongs to another browser/)
        assert.doesNotMatch(shown, /data-idcontact="(begin|interact|logout)"/)
        assert.equal((await press(page, other, 'message', { text: 'x' })).status, 403)
        assert.equal((await press(page, other, 'logout')).status, 403)
      }
      const json = { 'content-type': 'application/json' }
      for (const headers of [
        { origin: 'https://evil.example' },
        { 'sec-fetch-site': 'same-site' },
        json,
        {},
      ]) {
        for (const action of ['message', 'logout', 'authenticate', 'withdraw', 'end']) {
          const answer = await fetch(`${page}/${action}`, {
            method: 'POST',
            headers: { cookie, ...headers },
            body: new URLSearchParams({ text: 'x', method: 'digid' }),
            redirect: 'manual',
          })
          assert.equal(answer.status, 403)
        }
      }
      assert.equal((await fetch(page.replace(/[^/]+$/, 'a'.repeat(22)))).status, 404)
    })
  })
}
