import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type ConversationDetail, type ConversationSummary, paths } from '@balie/desk-api'
import { changeSession, startCommunication } from '@balie/sdk'
import type { AgentPage, Answer } from '../testing/agent-page.ts'
import { type DeskUnderTest, openDesk } from '../testing/desk-under-test.ts'
import { setAgentDisabled } from './agent-accounts.ts'

const person = { fullname: 'canary-Willemijn-7361', bsn: 'canary-bsn-9902', address: 'canary-Dorp-4410' }
const canaries = Object.values(person)

describe('the desk over HTTP', () => {
  let desk: DeskUnderTest
  let anna: AgentPage
  let bert: AgentPage
  let carla: AgentPage
  let annaId: string
  before(async () => {
    desk = await openDesk()
    annaId = await desk.addAgent('Anna', ['burgerzaken'])
    await desk.addAgent('Bert', ['burgerzaken'])
    await desk.addAgent('Carla', ['vergunningen'])
    anna = await desk.signIn('anna@voorbeeld.nl')
    bert = await desk.signIn('bert@voorbeeld.nl')
    carla = await desk.signIn('carla@voorbeeld.nl')
  })
  after(() => desk.close())

  const list = async (page: AgentPage): Promise<ConversationSummary[]> =>
    JSON.parse((await page.get(paths.conversations)).text)
  const rowOf = async (page: AgentPage, id: string) => (await list(page)).find((row) => row.id === id)
  const detail = async (page: AgentPage, id: string): Promise<ConversationDetail> =>
    JSON.parse((await page.get(paths.conversation, id)).text)
  const refused = (answer: Answer) => [answer.status, answer.body['code']]
  const taken = async (page: AgentPage, attributes?: Record<string, string>) => {
    const citizen = await desk.citizen('report_move', attributes)
    assert.equal((await page.post(paths.take, citizen.conversation)).status, 200)
    return citizen
  }
  const reveals = async (session: string) =>
    (
      await desk.database
        .selectFrom('reveals')
        .select(['agent_id', 'tag', 'opened'])
        .where('session_id', '=', session)
        .orderBy('tag')
        .execute()
    ).map(
      (row) => `${row.agent_id === annaId ? 'anna' : row.agent_id} ${row.tag}${row.opened ? ' opened' : ''}`,
    )

  it('answers nothing to who is not signed in', async () => {
    const { conversation } = await desk.citizen('report_move', person)
    const page = desk.page()
    const answers = [
      await page.get(paths.me),
      await page.get(paths.conversations),
      await page.get(paths.conversation, conversation),
      await page.post(paths.take, conversation),
      await page.post(paths.reveal, conversation, { tag: 'bsn' }),
      await page.post(paths.reveal, conversation, { of: 'another shape' }),
      await page.post(paths.close, conversation),
    ]
    for (const answer of answers) assert.deepEqual(refused(answer), [401, 'NOT_SIGNED_IN'])
    assert.equal((await rowOf(anna, conversation))?.state, 'waiting')
  })

  it('lists who waits, for the team of the purpose only', async () => {
    const { conversation } = await desk.citizen('report_move')
    const row = await rowOf(anna, conversation)
    assert.deepEqual(
      { ...row, since: 0 },
      {
        id: conversation,
        channel: 'chat',
        purpose: { nl: 'Verhuizing doorgeven', en: 'Report a move' },
        team: 'burgerzaken',
        state: 'waiting',
        since: 0,
        identity: 'awaiting',
        citizenPresent: false,
        unread: 0,
        lastSeq: 0,
      },
    )
    assert.equal(await rowOf(carla, conversation), undefined)
    assert.ok((await rowOf(bert, conversation)) !== undefined)
  })

  it('does not list who has not begun', async () => {
    const before = await list(anna)
    await startCommunication(desk.settings, { purpose: 'report_move' })
    assert.equal((await list(anna)).length, before.length)
  })

  it('treats a conversation of another team as one that is not there', async () => {
    const { conversation } = await desk.citizen('report_move', person)
    for (const id of [conversation, 'nosuchconversation', '%00', 'a'.repeat(64)]) {
      const answers = [
        await carla.get(paths.conversation, id),
        await carla.post(paths.take, id),
        await carla.post(paths.reveal, id, { tag: 'bsn' }),
        await carla.post(paths.close, id),
      ]
      for (const answer of answers) assert.deepEqual(refused(answer), [404, 'CONVERSATION_UNKNOWN'])
    }
    assert.equal((await rowOf(anna, conversation))?.state, 'waiting')
  })

  it('gives a conversation to the agent who takes it, also when asked twice', async () => {
    const { conversation } = await taken(anna, person)
    assert.equal((await anna.post(paths.take, conversation)).status, 200)
    assert.deepEqual(refused(await bert.post(paths.take, conversation)), [409, 'TAKEN_BY_COLLEAGUE'])
    const row = await rowOf(bert, conversation)
    assert.deepEqual([row?.state, row?.agent], ['open', { id: annaId, name: 'Anna' }])
  })

  it('gives it to one only, when two take it fifty times at once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { conversation } = await desk.citizen('report_move')
      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, i) => (i % 2 ? bert : anna).post(paths.take, conversation)),
      )
      const winners = new Set(answers.flatMap(({ status }, i) => (status === 200 ? [i % 2] : [])))
      assert.equal(winners.size, 1)
      const others = answers.filter(({ status }) => status !== 200)
      assert.equal(others.length, 25)
      for (const answer of others) assert.deepEqual(refused(answer), [409, 'TAKEN_BY_COLLEAGUE'])
      const row = await rowOf(anna, conversation)
      assert.equal(row?.agent?.name, winners.has(1) ? 'Bert' : 'Anna')
    }
  })

  it('G1: shows the identity to the agent of the conversation only, and records it', async () => {
    const { conversation } = await desk.citizen('report_move', person)
    assert.deepEqual(refused(await anna.get(paths.conversation, conversation)), [403, 'NOT_ASSIGNED'])
    await anna.post(paths.take, conversation)
    assert.deepEqual(refused(await bert.get(paths.conversation, conversation)), [403, 'NOT_ASSIGNED'])
    assert.deepEqual(await reveals(conversation), [])

    const { identity, summary, receipts } = await detail(anna, conversation)
    assert.equal(identity.state, 'verified')
    assert.deepEqual(
      identity.attributes.map(({ tag, value }) => [tag, value]),
      [
        ['fullname', person.fullname],
        ['bsn', undefined],
        ['address', person.address],
      ],
    )
    assert.equal(summary.id, conversation)
    assert.deepEqual(receipts.citizen, { delivered: 0, read: 0 })
    await detail(anna, conversation)
    assert.deepEqual(await reveals(conversation), ['anna address', 'anna fullname'])
  })

  it('G1: opens a masked value for the agent of the conversation only, and records each opening', async () => {
    const { conversation } = await desk.citizen('report_move', person)
    const ask = (page: AgentPage, tag = 'bsn') => page.post(paths.reveal, conversation, { tag })
    assert.deepEqual(refused(await ask(anna)), [403, 'NOT_ASSIGNED'])
    await anna.post(paths.take, conversation)
    assert.deepEqual(refused(await ask(bert)), [403, 'NOT_ASSIGNED'])
    assert.deepEqual(refused(await ask(anna, 'phone')), [404, 'ATTRIBUTE_UNKNOWN'])
    assert.deepEqual(refused(await ask(anna, '__proto__')), [404, 'ATTRIBUTE_UNKNOWN'])
    assert.deepEqual(await reveals(conversation), [])
    for (let i = 0; i < 2; i += 1) {
      const answer = await ask(anna)
      const { verifiedAt, ...shown } = answer.body as Record<string, unknown>
      assert.deepEqual(shown, { tag: 'bsn', value: person.bsn })
      assert.equal(typeof verifiedAt, 'number')
      assert.equal(answer.headers.get('cache-control'), 'no-store')
    }
    assert.deepEqual(await reveals(conversation), ['anna bsn opened', 'anna bsn opened'])
  })

  it('G1: gives no value that could not be recorded', async () => {
    const { conversation } = await taken(anna, person)
    await desk.pool.query('alter table reveals rename to reveals_away')
    try {
      const answers = [
        await anna.get(paths.conversation, conversation),
        await anna.post(paths.reveal, conversation, { tag: 'bsn' }),
      ]
      for (const answer of answers) {
        assert.equal(answer.status, 500)
        assert.ok(!canaries.some((canary) => answer.text.includes(canary)))
      }
    } finally {
      await desk.pool.query('alter table reveals_away rename to reveals')
    }
  })

  it('B1: withheld attributes never leave', async () => {
    const citizen = await taken(anna)
    await citizen.landElsewhere()
    await citizen.authenticate(person)
    const answer = await anna.get(paths.conversation, citizen.conversation)
    const { identity } = (await detail(anna, citizen.conversation)) as ConversationDetail
    assert.deepEqual([identity.state, identity.attributes], ['withheld', []])
    assert.deepEqual(
      identity.alerts.map(({ tag }) => tag),
      ['another_browser'],
    )
    assert.ok(!canaries.some((canary) => answer.text.includes(canary)))
    const opened = await anna.post(paths.reveal, citizen.conversation, { tag: 'bsn' })
    assert.deepEqual(refused(opened), [404, 'ATTRIBUTE_UNKNOWN'])
    assert.deepEqual(await reveals(citizen.conversation), [])
  })

  it('B7: says when attributes are missing', async () => {
    const citizen = await taken(anna)
    await citizen.authenticate({ fullname: person.fullname })
    const { identity } = await detail(anna, citizen.conversation)
    assert.deepEqual([identity.state, identity.attributes], ['failed', []])
    assert.deepEqual(
      identity.alerts.map(({ tag }) => tag),
      ['attributes_missing'],
    )
  })

  it('closes for the agent of the conversation only; then it holds no attributes and takes nothing', async () => {
    const { conversation } = await taken(anna, person)
    assert.deepEqual(refused(await bert.post(paths.close, conversation)), [403, 'NOT_ASSIGNED'])
    assert.equal((await anna.post(paths.close, conversation)).status, 200)
    const { identity, summary } = await detail(anna, conversation)
    assert.deepEqual([summary.state, identity.attributes], ['ended', []])
    const after = [
      await anna.post(paths.close, conversation),
      await anna.post(paths.reveal, conversation, { tag: 'bsn' }),
      await bert.post(paths.take, conversation),
    ]
    for (const answer of after) assert.deepEqual(refused(answer), [409, 'CONVERSATION_ENDED'])
    const { rows } = await desk.pool.query('select * from sealed where session_id = $1', [conversation])
    assert.deepEqual(rows, [])
  })

  it('keeps what ended in the list of its own agent for an hour', async () => {
    const { conversation } = await taken(anna)
    await anna.post(paths.close, conversation)
    assert.equal((await rowOf(anna, conversation))?.state, 'ended')
    assert.equal(await rowOf(bert, conversation), undefined)
    const old = await taken(anna)
    const at = desk.settings.clock.now() - 61 * 60 * 1000
    await changeSession(desk.settings, old.conversation, { tag: 'ended', at, by: 'citizen' })
    assert.equal(await rowOf(anna, old.conversation), undefined)
  })

  it('cannot close a conversation that nobody took', async () => {
    const { conversation } = await desk.citizen('report_move')
    assert.deepEqual(refused(await anna.post(paths.close, conversation)), [403, 'NOT_ASSIGNED'])
  })

  it('F6: refuses to do anything for a page of another origin', async () => {
    const { conversation } = await desk.citizen('report_move')
    for (const path of [paths.take, paths.close, paths.reveal]) {
      const answer = await anna.post(path, conversation, { tag: 'bsn' }, { origin: 'https://evil.example' })
      assert.deepEqual(refused(answer), [403, 'ORIGIN_REFUSED'])
    }
    assert.equal((await rowOf(anna, conversation))?.state, 'waiting')
  })

  it('G2: takes no role from what a page sends', async () => {
    const { conversation } = await desk.citizen('general_question')
    const body = { agent: annaId, teams: ['vergunningen'], disabled: false }
    assert.equal((await anna.post(paths.take, conversation, body)).status, 404)
    const cookie = anna.cookie
    anna.cookie = `${cookie}; teams=vergunningen; agent=${annaId}`
    assert.equal((await anna.post(paths.take, conversation)).status, 404)
    anna.cookie = cookie
  })

  it('G3: the next request of a disabled agent is refused, and the old cookie stays dead', async () => {
    await desk.addAgent('Dirk', ['burgerzaken'])
    const dirk = await desk.signIn('dirk@voorbeeld.nl')
    const parts = { database: desk.database, clock: desk.settings.clock }
    assert.equal((await dirk.get(paths.me)).status, 200)
    await desk.pool.query(`update agent set disabled = true where email = 'dirk@voorbeeld.nl'`)
    assert.deepEqual(refused(await dirk.get(paths.me)), [401, 'NOT_SIGNED_IN'])
    await setAgentDisabled(parts, 'dirk@voorbeeld.nl', true)
    await setAgentDisabled(parts, 'dirk@voorbeeld.nl', false)
    assert.equal((await dirk.get(paths.me)).status, 401)
    await desk.signIn('dirk@voorbeeld.nl')
  })

  it('P1: values are in no list and in no log line', async () => {
    const lists = JSON.stringify([await list(anna), await list(bert), await list(carla)])
    const logged = desk.lines.join('')
    assert.ok(logged.length > 1000)
    for (const canary of canaries) {
      assert.ok(!lists.includes(canary), canary)
      assert.ok(!logged.includes(canary), canary)
    }
  })
})
