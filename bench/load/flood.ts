import { execFile, fork } from 'node:child_process'
import { once } from 'node:events'
import { constants, setPriority } from 'node:os'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { measureLatencies } from '../chat/latencies.ts'
import { openChats } from '../chat/open-chats.ts'
import { begin, start } from '../people/open-citizen.ts'
import { percentile } from '../percentile.ts'
import { startBalie } from '../start-balie.ts'
import type { Abuse } from './abuser.ts'
import type { LoadScenario } from './scenario.ts'
import { latencyOf } from './talk.ts'

/** Requests a minute of one address: as installed. */
const LIMIT = 1_200

/** One abuser, with a conversation of their own, does what they can; the others go on. */
export const flood: LoadScenario = async (bench, { conversations, rate, minutes }) => {
  const balie = await startBalie(bench, 'load_flood', {
    requests_per_minute: LIMIT,
  })
  const chats = await openChats(bench, balie, conversations)
  const { clientUrl } = await start(balie)
  const { handle, headers } = await begin(balie, clientUrl)
  await measureLatencies(chats, rate, 10)
  const quiet = await measureLatencies(chats, rate, minutes * 60)
  bench.say(`alone: ${latencyOf(quiet)}`)
  const abuse: Abuse = { external: balie.external, handle, headers, seconds: minutes * 60 + 10 }
  const abuser = fork(fileURLToPath(new URL('./abuser.ts', import.meta.url)), [JSON.stringify(abuse)], {
    execArgv: process.execArgv,
  })
  bench.started.defer(() => void abuser.kill())
  await once(abuser, 'message')
  if (abuser.pid !== undefined) await runWhenIdle(abuser.pid)
  const done = once(abuser, 'message')
  abuser.send('begin')
  const flooded = await measureLatencies(chats, rate, minutes * 60)
  bench.say(`flooded: ${latencyOf(flooded)}`)
  const [alone, beside] = [quiet, flooded].map(({ arrival }) => percentile(arrival, 99))
  return [
    `${conversations} conversations, ${rate} messages a second, for ${minutes} minutes`,
    `alone: ${latencyOf(quiet)}`,
    `beside an abuser: ${latencyOf(flooded)}`,
    `p99 is ${((beside ?? 0) / (alone ?? 1)).toFixed(2)} times what it was`,
    `the abuser: ${(await done).join()}`,
  ]
}

/** What somebody does elsewhere costs their processors, not those of the server: here they get what is left over. */
async function runWhenIdle(pid: number): Promise<void> {
  try {
    await promisify(execFile)('chrt', ['--all-tasks', '--idle', '--pid', '0', String(pid)])
  } catch {
    // Not Linux, or without util-linux.
    setPriority(pid, constants.priority.PRIORITY_LOW)
  }
}
