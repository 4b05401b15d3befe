import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it, mock } from 'node:test'
import type { Announcement, Missed } from '../conversation/bus.ts'
import { createNodeBus, type NodeBus } from './node-bus.ts'
import { WIRE_BYTES, type Wire } from './wire.ts'

/** A wire of this process, of which the test decides what gets lost. */
function createField() {
  const hearers = new Map<string, (text: string) => void>()
  const field = {
    /** Texts, in order. */
    carried: [] as string[],
    renewed: [] as string[],
    /** Nodes to whom nothing comes. */
    deaf: new Set<string>(),
    isDown: false,
    inject: (text: string) => {
      for (const hear of hearers.values()) hear(text)
    },
    wire: (name: string): Wire => ({
      async open(hear) {
        hearers.set(name, hear)
      },
      async publish(text) {
        if (field.isDown) throw new Error('down')
        field.carried.push(text)
        for (const [other, hear] of hearers) if (!field.deaf.has(other)) hear(text)
      },
      renew: () => void field.renewed.push(name),
      async close() {
        hearers.delete(name)
      },
    }),
  }
  return field
}

type Heard = Announcement | Missed

async function node(field: ReturnType<typeof createField>, name: string) {
  const heard: Heard[] = []
  const failures: unknown[] = []
  const bus = createNodeBus({ wire: field.wire(name), node: name, report: (cause) => failures.push(cause) })
  bus.listen((announcement) => heard.push(announcement))
  await bus.open()
  return { bus, heard, failures, missed: () => heard.filter(({ tag }) => tag === 'missed').length }
}

const changed = (conversation: string): Announcement => ({ tag: 'changed', conversation })

/** Until all that is under way is done, also what is gathered. */
async function settled(): Promise<void> {
  const round = () => new Promise((done) => setImmediate(done))
  await round()
  for (let texts = 0; texts < 10; texts += 1) {
    mock.timers.tick(10)
    await round()
  }
}

async function beats(times: number, ...buses: NodeBus[]) {
  for (let time = 0; time < times; time += 1) {
    for (const bus of buses) bus.beat()
    await settled()
  }
}

describe('the bus over all nodes', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }))
  afterEach(() => mock.timers.reset())

  it('P3: tells here at once and elsewhere once, in order, and by many in few texts', async () => {
    const field = createField()
    const [one, other] = [await node(field, 'one'), await node(field, 'other')]
    const said = Array.from({ length: 500 }, (_, i) => changed(`conversation-${i}`))
    for (const announcement of said) one.bus.announce(announcement)
    assert.deepEqual(one.heard, said)
    await settled()
    assert.deepEqual(other.heard, said)
    assert.deepEqual(one.heard, said, 'it heard itself')
    assert.ok(field.carried.length < 10)
    for (const text of field.carried) assert.ok(Buffer.byteLength(text) <= WIRE_BYTES + 200)
    await beats(3, one.bus, other.bus)
    assert.equal(one.missed() + other.missed(), 0)
    assert.deepEqual(one.bus.standing, { others: 1, missed: 0 })
  })

  it('gathers what is announced soon after a text into the next one', async () => {
    const field = createField()
    const [one, other] = [await node(field, 'one'), await node(field, 'other')]
    await settled()
    const before = field.carried.length
    const said = Array.from({ length: 5 }, (_, i) => changed(`conversation-${i}`))
    for (const announcement of said) {
      one.bus.announce(announcement)
      await new Promise((done) => setImmediate(done))
    }
    assert.deepEqual(other.heard, said.slice(0, 1), 'the first goes at once')
    await settled()
    assert.deepEqual(other.heard, said)
    assert.equal(field.carried.length, before + 2)
  })

  it('V1: says that something was missed when what came before did not come', async () => {
    const field = createField()
    const [one, other] = [await node(field, 'one'), await node(field, 'other')]
    field.deaf.add('other')
    one.bus.announce(changed('lost'))
    await settled()
    field.deaf.clear()
    one.bus.announce(changed('heard'))
    await settled()
    assert.deepEqual(other.heard, [changed('heard')])
    await beats(1, other.bus)
    assert.equal(other.missed(), 1)
    await beats(3, one.bus, other.bus)
    assert.equal(other.missed(), 1)
  })

  it('V1: notices also that the last one did not come, a second later', async () => {
    const field = createField()
    const [one, other] = [await node(field, 'one'), await node(field, 'other')]
    field.deaf.add('other')
    one.bus.announce(changed('lost'))
    await settled()
    field.deaf.clear()
    await beats(2, one.bus, other.bus)
    assert.equal(other.missed(), 1)
  })

  it('V1: what could not be handed over leaves a gap, is told of once and not repeated', async () => {
    const field = createField()
    const [one, other] = [await node(field, 'one'), await node(field, 'other')]
    field.isDown = true
    for (let i = 0; i < 20; i += 1) {
      one.bus.announce(changed(`lost-${i}`))
      await settled()
    }
    field.isDown = false
    await beats(2, one.bus, other.bus)
    assert.equal(one.failures.length, 1)
    assert.equal(other.missed(), 1)
    assert.deepEqual(
      other.heard.filter(({ tag }) => tag !== 'missed'),
      [],
    )
  })

  it('V1: a node that is killed may have stored what it told nobody; one that stops may not', async () => {
    const field = createField()
    const [one, killed, stops] = [
      await node(field, 'one'),
      await node(field, 'killed'),
      await node(field, 'stops'),
    ]
    await beats(2, one.bus, killed.bus, stops.bus)
    assert.equal(one.bus.standing.others, 2)
    await stops.bus.close()
    assert.equal(one.bus.standing.others, 1)
    await beats(4, one.bus)
    assert.equal(one.missed(), 0)
    await beats(2, one.bus)
    assert.equal(one.missed(), 1)
    assert.equal(one.bus.standing.others, 0)
  })

  it('V1: who comes knows at once who is there, and who is there that somebody came', async () => {
    const field = createField()
    const one = await node(field, 'one')
    const other = await node(field, 'other')
    await settled()
    assert.deepEqual([one.bus.standing.others, other.bus.standing.others], [1, 1])
    // Silent from its first second on.
    await beats(6, other.bus)
    assert.equal(other.missed(), 1)
  })

  it('V2: a wire that does not bring back what it took is renewed', async () => {
    const field = createField()
    const one = await node(field, 'one')
    field.deaf.add('one')
    await beats(6, one.bus)
    assert.deepEqual(field.renewed, ['one'])
    field.deaf.clear()
    await beats(6, one.bus)
    assert.deepEqual(field.renewed, ['one'])
    assert.equal(one.missed(), 0)
  })

  it('what is no note, or says what only a newer Balie knows, is not passed on, and shows as missed', async () => {
    for (const text of [
      'nonsense',
      '{}',
      '{"node":"new","first":0,"said":[{"tag":"new","conversation":"a"}]}',
      '{"node":"new","first":0,"said":[{"tag":"changed","conversation":5}]}',
    ]) {
      const field = createField()
      const one = await node(field, 'one')
      field.inject(text)
      assert.deepEqual(one.heard, [])
      await beats(1, one.bus)
      assert.equal(one.missed(), 1)
    }
  })

  it('what comes twice is told once', async () => {
    const field = createField()
    const one = await node(field, 'one')
    const note = JSON.stringify({ node: 'other', first: 0, said: [changed('a'), changed('b')] })
    field.inject(note)
    field.inject(note)
    assert.deepEqual(one.heard, [changed('a'), changed('b')])
  })
})
