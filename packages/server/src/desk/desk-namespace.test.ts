import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Ack, type ConversationSummary, paths } from '@balie/desk-api'
import { changeSession } from '@balie/sdk'
import type { AgentPage, LivePage } from '../testing/agent-page.ts'
import { type Citizen, type DeskUnderTest, openDesk } from '../testing/desk-under-test.ts'
import { setAgentDisabled } from './agent-accounts.ts'

const person = { fullname: 'canary-Willemijn-2087', bsn: 'canary-bsn-5513', address: 'canary-Dorp-9326' }
const canaries = Object.values(person)

describe('the desk on its socket', () => {
  let desk: DeskUnderTest
  let anna: AgentPage
  let bert: AgentPage
  let carla: AgentPage
  before(async () => {
    desk = await openDesk()
    for (const name of ['Anna', 'Bert']) await desk.addAgent(name, ['burgerzaken'])
    await desk.addAgent('Carla', ['vergunningen'])
    anna = await desk.signIn('anna@voorbeeld.nl')
    bert = await desk.signIn('bert@voorbeeld.nl')
    carla = await desk.signIn('carla@voorbeeld.nl')
  })
  after(() => desk.close())

  const message = (text: string) => ({ id: `id-${text}`.padEnd(8, '-'), text })
  const about =
    (id: string, state?: ConversationSummary['state']) =>
    (row: ConversationSummary): boolean =>
      row.id === id && (state === undefined || row.state === state)
  const code = (answer: Ack<unknown>) => (answer.ok ? 'ok' : answer.problem.code)
  const heardAll = ({ heard }: LivePage) => JSON.stringify(heard)
  const taken = async (page: AgentPage, attributes?: Record<string, string>): Promise<Citizen> => {
    const citizen = await desk.citizen('report_move', attributes)
    assert.equal((await page.post(paths.take, citizen.conversation)).status, 200)
    return citizen
  }
  const opened = async (page: AgentPage, conversation: string, after = 0) => {
    const live = await page.connect()
    const answer = await live.socket.emitWithAck('open', { conversation, after })
    assert.ok(answer.ok)
    return { live, ...answer.value }
  }

  it('R2: lets nobody in without a cookie, or from a page of another origin', async () => {
    const refusedFor = async (page: AgentPage, headers = {}) => {
      try {
        await page.connect(headers)
        return 'let in'
      } catch (error) {
        return error instanceof Error && 'data' in error ? error.data : error
      }
    }
    const none = await refusedFor(desk.page())
    assert.deepEqual(none, {
      type: 'about:blank',
      status: 401,
      code: 'NOT_SIGNED_IN',
      title: 'You are not signed in (any more).',
    })
    for (const origin of ['https://evil.example', 'null', '']) {
      assert.match(String(await refusedFor(anna, { origin })), /websocket error/, origin)
    }
  })

  it('gives the list on connecting, of the own teams only', async () => {
    const { conversation } = await desk.citizen('report_move', person)
    const [list] = await (await anna.connect()).hears('list')
    assert.ok(list.some(about(conversation, 'waiting')))
    const [other] = await (await carla.connect()).hears('list')
    assert.deepEqual(
      other.filter(({ team }) => team !== 'vergunningen'),
      [],
    )
    assert.ok(!JSON.stringify([list, other]).includes('canary'))
  })

  it('tells the team, and nobody else, who comes, is taken and ends', async () => {
    const [live, other, foreign] = await Promise.all([anna.connect(), bert.connect(), carla.connect()])
    await Promise.all([live, other, foreign].map((page) => page.hears('list')))
    const { conversation } = await desk.citizen('report_move', person)
    await other.hears('summary', about(conversation, 'waiting'))
    await anna.post(paths.take, conversation)
    const [row] = await other.hears('summary', about(conversation, 'open'))
    assert.equal(row.agent?.name, 'Anna')
    await anna.post(paths.close, conversation)
    await other.hears('summary', about(conversation, 'ended'))
    await live.hears('summary', about(conversation, 'ended'))
    const late = await desk.citizen('general_question')
    await foreign.hears('summary', about(late.conversation))
    assert.ok(!heardAll(foreign).includes(conversation))
    assert.ok(!heardAll(other).includes(late.conversation))
    assert.ok(![live, other, foreign].some((page) => heardAll(page).includes('canary')))
  })

  it('FL-8: late attributes appear at once to the agent of the conversation, and to nobody else', async () => {
    const citizen = await taken(anna)
    const { live, detail } = await opened(anna, citizen.conversation)
    assert.deepEqual([detail.identity.state, detail.identity.attributes], ['awaiting', []])
    const second = await opened(anna, citizen.conversation)
    const other = await bert.connect()
    await other.hears('list')
    await citizen.authenticate(person)
    for (const page of [live, second.live]) {
      const [late] = await page.hears('detail', ({ identity }) => identity.state === 'verified')
      assert.deepEqual(
        late.identity.attributes.map(({ tag, value }) => [tag, value]),
        [
          ['fullname', person.fullname],
          ['bsn', undefined],
          ['address', person.address],
        ],
      )
    }
    await other.hears('summary', (row) => row.id === citizen.conversation && row.identity === 'verified')
    assert.ok(!heardAll(other).includes('canary'))
    const shown = await desk.database
      .selectFrom('reveals')
      .select('tag')
      .where('session_id', '=', citizen.conversation)
      .orderBy('tag')
      .execute()
    assert.deepEqual(
      shown.map(({ tag }) => tag),
      ['address', 'fullname'],
    )
  })

  it('B1: attributes that another browser puts in doubt leave the panel at once', async () => {
    const citizen = await taken(anna)
    const { live } = await opened(anna, citizen.conversation)
    await citizen.authenticate(person)
    await live.hears('detail', ({ identity }) => identity.attributes.length > 0)
    await citizen.landElsewhere()
    const [{ identity }] = await live.hears('detail', ({ identity }) => identity.state === 'withheld')
    assert.deepEqual(identity.attributes, [])
    assert.deepEqual(
      identity.alerts.map(({ tag }) => tag),
      ['another_browser'],
    )
  })

  it('R1, G1: every command on a conversation of others is refused', async () => {
    const mine = await taken(anna, person)
    const waiting = await desk.citizen('report_move', person)
    const colleague = await bert.connect()
    const foreign = await carla.connect()
    const refusals: [LivePage, string, string][] = [
      [colleague, mine.conversation, 'NOT_ASSIGNED'],
      [colleague, waiting.conversation, 'NOT_ASSIGNED'],
      [foreign, mine.conversation, 'CONVERSATION_UNKNOWN'],
      [foreign, 'nosuchconversation', 'CONVERSATION_UNKNOWN'],
      [foreign, '\u0000', 'CONVERSATION_UNKNOWN'],
    ]
    const typed: string[] = []
    const deaf = desk.bus.listen(({ tag }) => typed.push(tag))
    for (const [{ socket }, conversation, why] of refusals) {
      const open = await socket.emitWithAck('open', { conversation, after: 0 })
      const send = await socket.emitWithAck('send', { conversation, message: message('x') })
      assert.deepEqual([code(open), code(send)], [why, why])
      socket.emit('typing', { conversation, on: true })
      socket.emit('seen', { conversation, seen: { delivered: 1, read: 1 } })
    }
    for (const { socket } of [colleague, foreign]) {
      await socket.emitWithAck('open', { conversation: 'x', after: 0 })
    }
    deaf()
    assert.deepEqual(typed, [])
    const { live } = await opened(anna, mine.conversation)
    await mine.writes('for Anna')
    await live.hears('messages')
    assert.deepEqual(await desk.channel.since(waiting.conversation, 0), [])
    assert.deepEqual((await desk.channel.receipts(mine.conversation)).agent, { delivered: 0, read: 0 })
    for (const page of [colleague, foreign]) {
      assert.ok(!/"(detail|messages|receipts|typing)"/.test(heardAll(page)))
      assert.ok(!heardAll(page).includes('canary'))
    }
  })

  it('refuses commands of another shape', async () => {
    const { conversation } = await taken(anna)
    const { socket } = await anna.connect()
    const shapes: unknown[] = [
      undefined,
      null,
      'text',
      { conversation },
      { conversation, message: { id: 'short', text: 'x' } },
      { conversation, message: { id: 'longenough', text: '' } },
      { conversation, message: { id: 'longenough', text: 'x'.repeat(4001) } },
      { conversation, message: message('x'), from: 'citizen' },
      { conversation: 'x'.repeat(65), message: message('x') },
    ]
    const emit = socket.emitWithAck.bind(socket) as (event: string, given: unknown) => Promise<Ack<unknown>>
    for (const shape of shapes) {
      assert.equal(code(await emit('send', shape)), 'REQUEST_INVALID')
      assert.equal(code(await emit('open', shape)), 'REQUEST_INVALID')
    }
    const far = await socket.emitWithAck('open', { conversation, after: Number.MAX_SAFE_INTEGER })
    assert.deepEqual(far.ok && far.value.messages, [])
    assert.deepEqual(await desk.channel.since(conversation, 0), [])
  })

  it('carries messages both ways, in order, once, and from the last seen after coming back', async () => {
    const { conversation, writes } = await taken(anna)
    await writes('one')
    const { live, messages } = await opened(anna, conversation)
    assert.deepEqual(
      messages.map(({ text }) => text),
      ['one'],
    )
    await Promise.all(Array.from({ length: 20 }, (_, i) => writes(`burst ${i}`)))
    const sent = await live.socket.emitWithAck('send', { conversation, message: message('answer') })
    assert.deepEqual(sent.ok && sent.value.seq, 22)
    await live.hears('messages', (_, got) => got.some(({ seq }) => seq === 22))
    const got = live.heard.flatMap(({ event, values }) => (event === 'messages' ? [values[1]] : [])).flat()
    assert.deepEqual(
      got.map((one) => Reflect.get(Object(one), 'seq')),
      Array.from({ length: 21 }, (_, i) => i + 2),
    )
    assert.equal(Reflect.get(Object(got.at(-1)), 'name'), 'Anna')
    live.socket.disconnect()
    await writes('meanwhile')
    const back = await opened(anna, conversation, 21)
    assert.deepEqual(
      back.messages.map(({ seq }) => seq),
      [22, 23],
    )
  })

  it('carries typing and receipts to the agent of the conversation, and counts what is unread', async () => {
    const { conversation, writes } = await taken(anna)
    const { live } = await opened(anna, conversation)
    desk.channel.typing(conversation, 'citizen', true)
    await live.hears('typing', (id, on) => id === conversation && on)
    await writes('hello')
    await live.hears('summary', (row) => row.id === conversation && row.lastSeq === 1 && row.unread === 1)
    live.socket.emit('seen', { conversation, seen: { delivered: 1, read: 1 } })
    await live.hears('receipts', (_, { agent }) => agent.read === 1)
    await live.hears('summary', (row) => row.id === conversation && row.lastSeq === 1 && row.unread === 0)
    live.socket.emit('leave', conversation)
    await live.socket.emitWithAck('open', { conversation: 'x', after: 0 })
    const before = live.heard.length
    desk.channel.typing(conversation, 'citizen', false)
    await writes('unseen')
    await live.hears('summary', (row) => row.id === conversation && row.lastSeq === 2)
    assert.deepEqual([...new Set(live.heard.slice(before).map(({ event }) => event))], ['summary'])
  })

  it('counts in every row, though one look takes only some of them', async () => {
    const conversations = await Promise.all(Array.from({ length: 45 }, () => taken(anna)))
    const { live } = await opened(anna, conversations[0]?.conversation ?? '')
    await Promise.all(conversations.map(({ writes }) => writes('hello')))
    for (const { conversation } of conversations) {
      await live.hears('summary', (row) => row.id === conversation && row.lastSeq === 1 && row.unread === 1)
    }
  })

  it('takes no message after the end, and shows no attribute then', async () => {
    const { conversation } = await taken(anna, person)
    const { live } = await opened(anna, conversation)
    const at = desk.settings.clock.now()
    await changeSession(desk.settings, conversation, { tag: 'ended', at, by: 'citizen' })
    const [{ identity }] = await live.hears('detail', ({ summary }) => summary.state === 'ended')
    assert.deepEqual(identity.attributes, [])
    const late = await live.socket.emitWithAck('send', { conversation, message: message('late') })
    assert.equal(code(late), 'CONVERSATION_ENDED')
  })

  it('R4: limits the commands of one socket', async () => {
    const { socket } = await anna.connect()
    const answers = await Promise.all(
      Array.from({ length: 210 }, () => socket.emitWithAck('open', { conversation: 'x', after: 0 })),
    )
    assert.equal(answers.filter((answer) => code(answer) === 'TOO_MANY_REQUESTS').length, 10)
  })

  it('R4: closes a socket that floods with what means nothing', async () => {
    const live = await anna.connect()
    for (let i = 0; i < 410; i += 1) (live.socket as { emit(event: string): unknown }).emit('nothing')
    await live.closes()
  })

  it('counts the sockets of agents', async () => {
    const count = async () => {
      const { body } = await desk.metrics.text()
      return Number(/balie_sockets\{side="agent"\} (\d+)/.exec(body)?.[1])
    }
    const live = await anna.connect()
    const before = await count()
    live.socket.disconnect()
    while ((await count()) !== before - 1) await new Promise((resolve) => setImmediate(resolve))
  })

  it('tries again what could not be read, and then brings everything once', async () => {
    const { conversation, writes } = await taken(anna)
    const { live } = await opened(anna, conversation)
    await live.hears('list')
    const noted = desk.lines.length
    await desk.pool.query('alter table agent rename to agent_away')
    try {
      await writes('in the dark')
      while (!desk.lines.slice(noted).some((line) => line.includes('tried again'))) {
        await new Promise((resolve) => setImmediate(resolve))
      }
    } finally {
      await desk.pool.query('alter table agent_away rename to agent')
    }
    await live.hears('summary', (row) => row.id === conversation && row.lastSeq === 1)
    const texts = live.heard.flatMap(({ event, values }) => (event === 'messages' ? [values[1]] : [])).flat()
    assert.equal(texts.length, 1)
  })

  it('R3, G3: an agent who is disabled by another process is gone within a second', async () => {
    await desk.addAgent('Dirk', ['burgerzaken'])
    const dirk = await desk.signIn('dirk@voorbeeld.nl')
    const live = await dirk.connect()
    await live.hears('list')
    const parts = { database: desk.database, clock: desk.settings.clock }
    await setAgentDisabled(parts, 'dirk@voorbeeld.nl', true)
    const from = performance.now()
    await live.closes()
    assert.ok(performance.now() - from < 1000)
  })

  it('R3: a command of an agent who is disabled is refused at once', async () => {
    await desk.addAgent('Eva', ['burgerzaken'])
    const eva = await desk.signIn('eva@voorbeeld.nl')
    const citizen = await taken(eva)
    const live = await eva.connect()
    await desk.pool.query(`update agent set disabled = true where email = 'eva@voorbeeld.nl'`)
    live.socket.emit(
      'send',
      { conversation: citizen.conversation, message: message('late') },
      () => undefined,
    )
    await live.closes()
    assert.deepEqual(await desk.channel.since(citizen.conversation, 0), [])
  })

  it('R3: signing out on one page closes the sockets of that browser, and of no other', async () => {
    const first = await desk.signIn('bert@voorbeeld.nl')
    const [one, two] = await Promise.all([first.connect(), first.connect()])
    const elsewhere = await bert.connect()
    await first.post(paths.signOut)
    await Promise.all([one.closes(), two.closes()])
    assert.equal(elsewhere.socket.connected, true)
  })

  it('R3: an announced departure closes every socket of the agent', async () => {
    const id = await desk.addAgent('Fenna', ['burgerzaken'])
    const fenna = await desk.signIn('fenna@voorbeeld.nl')
    const live = await fenna.connect()
    await live.hears('list')
    desk.bus.announce({ tag: 'agent_gone', agent: id })
    await live.closes()
  })

  it('follows a change of teams without a reload', async () => {
    await desk.addAgent('Gijs', ['burgerzaken'])
    const gijs = await desk.signIn('gijs@voorbeeld.nl')
    const live = await gijs.connect()
    await live.hears('list')
    await desk.pool.query(`update agent set teams = '["vergunningen"]' where email = 'gijs@voorbeeld.nl'`)
    const { conversation } = await desk.citizen('general_question')
    await live.hears('list', (list) => list.some(about(conversation)))
    const old = await desk.citizen('report_move')
    await (await anna.connect()).hears('list', (list) => list.some(about(old.conversation)))
    const late = await desk.citizen('general_question')
    await live.hears('summary', about(late.conversation))
    assert.ok(!live.heard.some(({ values }) => JSON.stringify(values).includes(old.conversation)))
  })

  it('G1: a conversation of a team that the agent left is told no more', async () => {
    await desk.addAgent('Hein', ['burgerzaken'])
    const hein = await desk.signIn('hein@voorbeeld.nl')
    const { conversation, writes } = await taken(hein)
    const live = await hein.connect()
    await live.hears('list')
    const opened = await live.socket.timeout(5000).emitWithAck('open', { conversation, after: 0 })
    assert.ok(opened.ok)
    await writes('before')
    await live.hears('messages', (id) => id === conversation)
    await desk.pool.query(`update agent set teams = '["vergunningen"]' where email = 'hein@voorbeeld.nl'`)
    await live.hears('list', (list) => !list.some(about(conversation)))
    // The answer comes after what was told before it.
    await live.socket.timeout(5000).emitWithAck('open', { conversation, after: 0 })
    await writes('not for Hein')
    const other = await desk.citizen('general_question')
    await live.hears('summary', about(other.conversation))
    assert.ok(!JSON.stringify(live.heard).includes('not for Hein'))
  })

  it('P1: values are in no log line', () => {
    const logged = desk.lines.join('')
    for (const canary of canaries) assert.ok(!logged.includes(canary), canary)
  })
})
