// `npm run mutations`: switches each defence off in turn, in a copy of the repository, and shows that a case of the
// conformance kit notices. A defence whose absence nobody notices is not tested.

import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { CASES } from '../../packages/conformance/src/all-cases.ts'
import type { Case } from '../../packages/conformance/src/case.ts'
import { copyRepository } from './copy-repository.ts'
import type { Defence } from './defence.ts'
import { DEFENCES } from './defences.ts'
import { switchOff } from './switch-off.ts'
import { type Judged, tryOnAppointments, tryOnBalie } from './try-on-balie.ts'
import { tryOnSdk } from './try-on-sdk.ts'

const HELP = `npm run mutations                     every defence, in turn
npm run mutations -- --part sdk       only those of the sdk, on the minimal plugin; or "server", on balie serve,
                                      or "appointments", on its communication method of that name
npm run mutations -- --only "T1 signature"   only this one; may be given more than once
npm run mutations -- --jobs 1         one at a time; 3 by default
`
const ROOT = fileURLToPath(new URL('../../', import.meta.url))

type Try = (folder: string, cases: readonly Case[]) => Promise<readonly Judged[]>

const PARTS: Readonly<Record<string, { readonly defences: readonly Defence[]; readonly attempt: Try }>> = {
  sdk: {
    defences: DEFENCES.sdk,
    attempt: async (folder, cases) =>
      (await tryOnSdk(folder, cases, await freePort())).map((outcome) => ({
        name: nameOf(outcome),
        verdict: outcome.verdict.verdict,
      })),
  },
  server: {
    defences: DEFENCES.server,
    attempt: (folder, cases) => tryOnBalie(folder, idsOf(cases)),
  },
  appointments: {
    defences: DEFENCES.appointments,
    attempt: (folder, cases) => tryOnAppointments(folder, idsOf(cases)),
  },
}

process.exitCode = await main()
process.exit()

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      part: { type: 'string', multiple: true },
      only: { type: 'string', multiple: true },
      jobs: { type: 'string', default: '3' },
      help: { type: 'boolean' },
    },
  })
  if (values.help) {
    process.stdout.write(HELP)
    return 0
  }
  const parts = Object.entries(PARTS).filter(([name]) => values.part?.includes(name) ?? true)
  const began = Date.now()
  let unnoticed = 0
  let tried = 0
  for (const [, { defences, attempt }] of parts) {
    const wanted = defences.filter(({ id }) => values.only?.includes(id) ?? true)
    if (wanted.length === 0) continue
    tried += wanted.length
    unnoticed += await tryPart(wanted, attempt, Number(values.jobs))
  }
  const seconds = Math.round((Date.now() - began) / 1000)
  process.stdout.write(`\n${tried} defences switched off in ${seconds} s, ${unnoticed} unnoticed\n`)
  return unnoticed === 0 ? 0 : 1
}

/** Several at the same time, each worker with a copy of its own. @returns how many were not noticed */
async function tryPart(defences: readonly Defence[], attempt: Try, jobs: number): Promise<number> {
  const copies = await Promise.all(Array.from({ length: jobs }, () => copyRepository(ROOT)))
  try {
    // With everything on, all of these must pass: otherwise a failure says nothing.
    const all = [...new Set(defences.flatMap(({ cases }) => casesOf(cases)))]
    const judged = await attempt(copies[0]?.folder ?? '', all)
    const sound = new Set(judged.filter(({ verdict }) => verdict === 'passed').map(({ name }) => name))
    const queue = [...defences]
    let unnoticed = 0
    const work = async (folder: string) => {
      for (let defence = queue.shift(); defence; defence = queue.shift()) {
        const row = await tryDefence(folder, defence, attempt, sound)
        if (!row.noticed) unnoticed += 1
        process.stdout.write(
          `${row.noticed ? 'noticed  ' : 'UNNOTICED'} ${defence.id.padEnd(42)} ${row.by}\n`,
        )
      }
    }
    await Promise.all(copies.map(({ folder }) => work(folder)))
    return unnoticed
  } finally {
    for (const copy of copies) await copy.remove()
  }
}

async function tryDefence(
  folder: string,
  defence: Defence,
  attempt: Try,
  sound: ReadonlySet<string>,
): Promise<{ noticed: boolean; by: string }> {
  const cases = casesOf(defence.cases)
  try {
    const switchOn = await switchOff(folder, defence)
    try {
      const judged = (await attempt(folder, cases)).filter(({ name }) =>
        cases.some((one) => nameOf(one) === name),
      )
      const failing = judged.filter(({ name, verdict }) => verdict === 'failed' && sound.has(name))
      const [first] = failing
      if (first)
        return {
          noticed: true,
          by: failing.length > 1 ? `${first.name} (and ${failing.length - 1} more)` : first.name,
        }
      return {
        noticed: false,
        by: judged
          .map(({ name, verdict }) => `${name}: ${verdict}${sound.has(name) ? '' : ', and without it too'}`)
          .join('; '),
      }
    } finally {
      await switchOn()
    }
  } catch (cause) {
    return { noticed: false, by: cause instanceof Error ? cause.message : String(cause) }
  }
}

function casesOf(beginnings: readonly string[]): readonly Case[] {
  return beginnings.flatMap((beginning) => {
    const found = CASES.filter((one) => nameOf(one).startsWith(beginning))
    if (found.length === 0) throw new Error(`no case begins with "${beginning}"`)
    return found
  })
}

function idsOf(cases: readonly Case[]): readonly string[] {
  return [...new Set(cases.map(({ id }) => id))]
}

function nameOf({ id, title }: Pick<Case, 'id' | 'title'>): string {
  return `${id} ${title}`
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  await new Promise((closed) => server.close(closed))
  return port
}
