import { randomBytes } from 'node:crypto'
import { authResult } from '../../e2e/installation/auth-result.ts'
import { SANNE } from '../../e2e/installation/configuration.ts'
import { begin, type CitizenSocket, connectCitizen, start } from '../people/open-citizen.ts'
import { close, type Desk, take } from '../people/open-desk.ts'
import type { Bench } from '../row.ts'
import type { RunningBalie } from '../start-balie.ts'

/** The steps of the flow that are measured. */
export const STEPS = ['start', 'attributes', 'arrival', 'message', 'agent'] as const
export type Step = (typeof STEPS)[number]

/** How long each step took, milliseconds. */
export type StepTimes = Readonly<Record<Step, number>>

const TEXT = 'Goedemiddag, ik wil graag mijn verhuizing doorgeven. Kunt u mij daarbij helpen?'
/** Messages of each side. */
const MESSAGES = 5

/**
 * One conversation from the beginning to the end, step by step: started, its attributes posted, landed and begun with the
 * page's socket open, five messages stored, taken and read by an agent. Then the agent answers five times, and ends it.
 *
 * @returns how long each step took, and the handle of the session, which has ended
 */
export async function walkFlow(
  bench: Pick<Bench, 'started'>,
  balie: RunningBalie,
  desk: Desk,
): Promise<{ readonly times: StepTimes; readonly handle: string }> {
  // Made by the authentication plugin.
  const token = await authResult(balie.keys, SANNE)
  const [atStart, { clientUrl, attrUrl }] = await timed(() => start(balie))
  const [atAttributes] = await timed(() => postResult(attrUrl, token))
  const [atArrival, { handle, socket }] = await timed(async () => {
    const landed = await begin(balie, clientUrl)
    return { handle: landed.handle, socket: await connectCitizen(bench, balie, landed) }
  })
  const [ofMessages] = await timed(async () => {
    for (let i = 0; i < MESSAGES; i += 1) await send(socket)
  })
  const [atAgent] = await timed(() => take(balie, desk, handle))
  for (let i = 0; i < MESSAGES; i += 1) {
    await desk.socket.timeout(10_000).emitWithAck('send', { conversation: handle, message: message() })
  }
  await close(balie, desk, handle)
  socket.disconnect()
  const times = {
    start: atStart,
    attributes: atAttributes,
    arrival: atArrival,
    message: ofMessages / MESSAGES,
    agent: atAgent,
  }
  return { times, handle }
}

async function timed<T>(work: () => Promise<T>): Promise<[number, T]> {
  const begun = performance.now()
  const result = await work()
  return [performance.now() - begun, result]
}

async function postResult(url: string, token: string): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/jwt' },
    body: token,
  })
  if (!answer.ok) throw new Error(`an auth result was answered ${answer.status}`)
}

async function send(socket: CitizenSocket): Promise<void> {
  const answer = await socket.timeout(10_000).emitWithAck('send', message())
  if (!answer.ok) throw new Error(`a message was refused: ${answer.problem.code}`)
}

function message(): { id: string; text: string } {
  return { id: randomBytes(12).toString('base64url'), text: TEXT }
}
