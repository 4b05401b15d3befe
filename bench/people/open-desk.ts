import { randomBytes } from 'node:crypto'
import { type DeskCommands, type DeskEvents, fillPath, paths } from '@balie/desk-api'
import type { Socket } from 'socket.io-client'
import type { Bench } from '../row.ts'
import type { RunningBalie } from '../start-balie.ts'
import { cookiesOf, post } from './ask.ts'
import { connect } from './connect.ts'

export type DeskSocket = Socket<DeskEvents, DeskCommands>

/** An agent who is signed in, with the page open. */
export interface Desk {
  readonly headers: Readonly<Record<string, string>>
  readonly socket: DeskSocket
}

/** Makes an agent by the command line, signs in, and opens the page. */
export async function openDesk(
  { started }: Pick<Bench, 'started'>,
  balie: RunningBalie,
  number: number,
): Promise<Desk> {
  const password = randomBytes(16).toString('hex')
  const email = `agent${number}@example.nl`
  await balie.addAgent({ email, name: `Agent ${number}`, password })
  const signedIn = await fetch(balie.external + paths.signIn, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: balie.external },
    body: JSON.stringify({ email, password }),
  })
  if (!signedIn.ok) throw new Error(`sign-in answered ${signedIn.status}: ${await signedIn.text()}`)
  const headers = { cookie: cookiesOf(signedIn), origin: balie.external }
  const socket: DeskSocket = await connect(`${balie.external}/desk`, headers)
  started.defer(async () => void socket.disconnect())
  return { headers, socket }
}

/** Step 5: the agent takes a conversation and reads who it is and what was said. */
export async function take(balie: RunningBalie, desk: Desk, conversation: string): Promise<void> {
  await post(balie.external + fillPath(paths.take, { id: conversation }), {}, desk.headers)
  const opened = await desk.socket.timeout(10_000).emitWithAck('open', { conversation, after: 0 })
  if (!opened.ok) throw new Error(`a desk could not open a conversation: ${opened.problem.code}`)
}

/** The agent ends a conversation. */
export async function close(balie: RunningBalie, desk: Desk, conversation: string): Promise<void> {
  await post(balie.external + fillPath(paths.close, { id: conversation }), {}, desk.headers)
}
