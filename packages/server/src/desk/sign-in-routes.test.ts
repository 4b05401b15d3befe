import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { paths } from '@balie/desk-api'
import { type DeskUnderTest, openDesk, PASSWORD } from '../testing/desk-under-test.ts'
import { setAgentDisabled } from './agent-accounts.ts'

describe('signing in', () => {
  let desk: DeskUnderTest
  before(async () => {
    desk = await openDesk()
    await desk.addAgent('Anna', ['burgerzaken'])
    await desk.addAgent('Gone', ['burgerzaken'])
    await setAgentDisabled({ database: desk.database, clock: desk.settings.clock }, 'gone@voorbeeld.nl', true)
  })
  after(() => desk.close())

  it('F2: gives a cookie that no script reads, and no token in the answer', async () => {
    const page = desk.page()
    const answer = await page.signIn('Anna@Voorbeeld.nl ', PASSWORD)
    assert.equal(answer.status, 200)
    const cookies = answer.headers.getSetCookie()
    assert.equal(cookies.length, 1)
    assert.match(
      cookies[0] ?? '',
      /^balie-agent-session=[^;]+; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/,
    )
    assert.equal(answer.text, '{}')
    assert.equal(answer.headers.get('cache-control'), 'no-store')
    const me = await page.get(paths.me)
    assert.deepEqual([me.status, me.body['name'], me.body['teams']], [200, 'Anna', ['burgerzaken']])
    assert.deepEqual(Object.keys(me.body).sort(), ['id', 'name', 'teams'])
  })

  it('answers an unknown e-mail address, a wrong password and a disabled agent alike', async () => {
    const tries = [
      ['anna@voorbeeld.nl', 'een verkeerd wachtwoord'],
      ['wie@voorbeeld.nl', PASSWORD],
      ['gone@voorbeeld.nl', PASSWORD],
      ['geen adres', PASSWORD],
      ['anna@voorbeeld.nl', 'x'.repeat(1000)],
    ]
    const answers = await Promise.all(
      tries.map(([email = '', password = '']) => desk.page().signIn(email, password)),
    )
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([401]))
    assert.equal(new Set(answers.map(({ text }) => text)).size, 1)
    assert.equal(answers[0]?.body['code'], 'SIGN_IN_REFUSED')
    assert.deepEqual(
      answers.flatMap(({ headers }) => headers.getSetCookie()),
      [],
    )
  })

  it('takes comparable time for an unknown e-mail address and a wrong password', async () => {
    const time = async (email: string) => {
      const from = performance.now()
      await desk.page().signIn(email, 'een verkeerd wachtwoord')
      return performance.now() - from
    }
    const known: number[] = []
    const unknown: number[] = []
    for (let i = 0; i < 4; i += 1) {
      known.push(await time('anna@voorbeeld.nl'))
      unknown.push(await time('wie@voorbeeld.nl'))
    }
    // Hashing takes some 80 ms; without it an answer takes a few. The quickest of each tells them apart.
    const ratio = Math.min(...unknown) / Math.min(...known)
    assert.ok(ratio > 0.25 && ratio < 4, `ratio ${ratio}`)
  })

  it('leaves nothing reachable of better-auth but signing in and out', async () => {
    const page = await desk.signIn('anna@voorbeeld.nl')
    const body = { email: 'new@voorbeeld.nl', password: PASSWORD, name: 'New', teams: ['burgerzaken'] }
    const addresses = [
      '/api/auth/sign-up/email',
      '/api/auth/request-password-reset',
      '/api/auth/reset-password',
      '/api/auth/change-password',
      '/api/auth/update-user',
      '/api/auth/sign-in/social',
      '/api/auth/delete-user',
      '/api/auth/verified-token',
    ]
    for (const address of addresses) assert.equal((await page.post(address, '', body)).status, 404, address)
    for (const address of [
      '/api/auth/get-session',
      '/api/auth/list-sessions',
      '/api/auth/ok',
      paths.signIn,
    ]) {
      assert.equal((await page.get(address)).status, 404, address)
    }
    const { rows } = await desk.pool.query(`select email from agent where email like 'new%'`)
    assert.deepEqual(rows, [])
  })

  it('refuses a cookie that was altered, cut, or made up', async () => {
    const page = await desk.signIn('anna@voorbeeld.nl')
    const [name, value = ''] = page.cookie.split('=')
    const { rows } = await desk.pool.query('select token from agent_session limit 1')
    const broken = [
      `${name}=${value.slice(1)}`,
      `${name}=${value.slice(0, -8)}`,
      `${name}=`,
      `${name}=${rows[0].token}`,
      `${name}=${rows[0].token}.${'A'.repeat(43)}%3D`,
      `balie-agent-data=${value}`,
      'x'.repeat(4000),
    ]
    for (const cookie of broken) {
      page.cookie = cookie
      const answer = await page.get(paths.me)
      assert.deepEqual([answer.status, answer.body['code']], [401, 'NOT_SIGNED_IN'], cookie.slice(0, 40))
    }
  })

  it('F7: signing out ends the session at the server, and says what the browser must forget', async () => {
    const page = await desk.signIn('anna@voorbeeld.nl')
    const answer = await page.post(paths.signOut)
    assert.equal(answer.status, 200)
    assert.equal(answer.headers.get('clear-site-data'), '"cache", "storage"')
    assert.match(answer.headers.getSetCookie()[0] ?? '', /^balie-agent-session=; Max-Age=0; /)
    assert.equal((await page.get(paths.me)).status, 401)
  })

  it('F6: refuses to sign in or out from a page of another origin', async () => {
    const page = await desk.signIn('anna@voorbeeld.nl')
    for (const origin of ['https://evil.example', 'null', desk.url.replace('localhost', '127.0.0.1')]) {
      const body = { email: 'anna@voorbeeld.nl', password: PASSWORD }
      assert.equal((await page.post(paths.signIn, '', body, { origin })).status, 403)
      assert.equal((await page.post(paths.signOut, '', {}, { origin })).status, 403)
    }
    assert.equal((await page.get(paths.me)).status, 200)
  })

  it('a session ends after its time', async () => {
    const page = await desk.signIn('anna@voorbeeld.nl')
    await desk.pool.query(`update agent_session set expires_at = now() - interval '1 second'`)
    assert.equal((await page.get(paths.me)).status, 401)
  })

  it('limits failures of one account, also in parallel, and counts no successes', async () => {
    await desk.addAgent('Tried', ['burgerzaken'])
    for (let i = 0; i < 11; i += 1) await desk.signIn('anna@voorbeeld.nl')
    const tries = Array.from({ length: 14 }, () =>
      desk.page().signIn('tried@voorbeeld.nl', 'mis mis mis mis'),
    )
    const statuses = (await Promise.all(tries)).map(({ status }) => status)
    assert.deepEqual(statuses.sort(), [...Array(10).fill(401), ...Array(4).fill(429)])
    // Also with the right password now; others are not hindered.
    assert.equal((await desk.page().signIn('tried@voorbeeld.nl', PASSWORD)).status, 429)
    assert.equal((await desk.page().signIn('anna@voorbeeld.nl', PASSWORD)).status, 200)
  })

  it('P1: logs neither e-mail addresses nor passwords nor tokens', () => {
    const logged = desk.lines.join('')
    for (const secret of ['voorbeeld.nl', PASSWORD, 'verkeerd', 'balie-agent-session', 'Anna']) {
      assert.ok(!logged.includes(secret), secret)
    }
  })
})
