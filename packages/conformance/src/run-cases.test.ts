import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { CASES } from './all-cases.ts'
import type { Case } from './case.ts'
import { createLock } from './engine/create-lock.ts'
import type { Kit } from './engine/kit.ts'
import { whyOf } from './outcome.ts'
import { REGISTRY } from './registry/registry.ts'
import { type Run, runCases } from './run-cases.ts'
import { failed, notObservable, passed, Stop } from './verdict.ts'

const fine: Case = { id: 'FL-1', profile: 'MUST', title: 'fine', run: async () => passed }
const words = 'something'
const registry = [{ id: 'FL-1', kind: 'requirement', words }] as const

/** Runs cases that need no plugin. */
function run(cases: readonly Case[], more: Partial<Run> = {}) {
  const kit = () => ({ tidyUp: async () => {} }) as Kit
  const rest = {
    registry,
    kit,
    lock: createLock(),
    declared: new Set<string>(),
    ours: true,
    slow: false,
    jobs: 4,
  }
  return runCases({ cases, ...rest, ...more })
}

describe('the registry', () => {
  test('every requirement and threat of the documents has a case, or a reason why it cannot be seen', async () => {
    const outcomes = await run(
      CASES.map((one) => ({ ...one, run: fine.run })),
      { registry: REGISTRY, slow: true, declared: new Set(REGISTRY.map(({ id }) => id)) },
    )
    assert.deepEqual(
      outcomes.filter(({ verdict }) => verdict.verdict === 'failed'),
      [],
    )
  })

  test('it holds exactly the ids of the documents', () => {
    const idsOf = (file: string) =>
      [
        ...readFileSync(new URL(`../../../docs/${file}`, import.meta.url), 'utf8').matchAll(
          /^\| ([A-Z]+-?\d+)\b/gm,
        ),
      ].map(([, id]) => id)
    assert.deepEqual(
      REGISTRY.map(({ id }) => id),
      [...idsOf('requirements.md'), ...idsOf('threats.md')],
    )
  })

  test('no two cases of an id have the same title', () => {
    const names = CASES.map(({ id, title }) => `${id} ${title}`)
    assert.deepEqual(
      names.filter((name, at) => names.indexOf(name) !== at),
      [],
    )
  })
})

describe('a run fails', () => {
  test('for a row of the registry that has neither a case nor a reason', async () => {
    const [, lonely] = await run([fine], { registry: [...registry, { id: 'X9', kind: 'threat', words }] })
    assert.equal(lonely?.id, 'X9')
    assert.match(whyOf(lonely?.verdict ?? passed), /no case for it, and no reason/)
  })

  test('for a case whose id is in no row', async () => {
    const [, stranger] = await run([fine, { ...fine, id: 'X9' }])
    assert.equal(stranger?.verdict.verdict, 'failed')
  })

  test('for a case that breaks off', async () => {
    const [broken] = await run([
      {
        ...fine,
        run: async () => {
          throw new Error('at the second step')
        },
      },
    ])
    assert.match(whyOf(broken?.verdict ?? passed), /broke off: Error: at the second step/)
  })
})

describe('the verdict of a case', () => {
  const one = async (what: Partial<Case>, more: Partial<Run> = {}) => {
    const [outcome] = await run([{ ...fine, ...what }], more)
    return outcome?.verdict.verdict
  }

  test('is what it stops with, from however deep', async () => {
    const stop = async () => {
      throw new Stop(notObservable('nobody looks'))
    }
    assert.equal(await one({ run: stop }), 'not_observable')
  })

  test('is not applicable for a MAY that is not declared', async () => {
    assert.equal(await one({ profile: 'MAY' }), 'not_applicable')
    assert.equal(await one({ profile: 'MAY' }, { declared: new Set(['FL-1']) }), 'passed')
  })

  test('is not observable for a slow one, unless there is time', async () => {
    assert.equal(await one({ slow: true }), 'not_observable')
    assert.equal(await one({ slow: true }, { slow: true }), 'passed')
  })

  test('does not count without its profile', async () => {
    const [outcome] = await run([{ ...fine, profile: 'OURS', run: async () => failed('x') }], { ours: false })
    assert.equal(outcome?.verdict.verdict, 'not_applicable')
  })

  test('of another component is not applicable; of what nobody sees, not observable', async () => {
    const verdicts = await run([], {
      registry: [
        { id: 'CO-1', kind: 'requirement', words, about: 'the core' },
        { id: 'V1', kind: 'threat', words, unseen: 'it is inside' },
      ],
    })
    assert.deepEqual(
      verdicts.map(({ verdict }) => verdict.verdict),
      ['not_applicable', 'not_observable'],
    )
  })
})

test('exclusive cases run one at a time, and all outcomes come in the order of the registry', async () => {
  let inside = 0
  const seen: number[] = []
  const exclusive = (title: string): Case => ({
    ...fine,
    title,
    exclusive: true,
    async run() {
      inside++
      seen.push(inside)
      await new Promise((resolve) => setImmediate(resolve))
      inside--
      return passed
    },
  })
  const outcomes = await run([fine, ...['a', 'b', 'c'].map(exclusive)])
  assert.deepEqual(seen, [1, 1, 1])
  assert.deepEqual(
    outcomes.map(({ title }) => title),
    ['fine', 'a', 'b', 'c'],
  )
})
