import { randomBytes } from 'node:crypto'
import { type CitizenCommands, type CitizenEvents, fillPath, paths } from '@balie/desk-api'
import type { Socket } from 'socket.io-client'
import type { Bench } from '../row.ts'
import { PURPOSE, type RunningBalie } from '../start-balie.ts'
import { cookiesOf, post } from './ask.ts'
import { connect } from './connect.ts'

export type CitizenSocket = Socket<CitizenEvents, CitizenCommands>

/** A citizen whose conversation has begun. */
export interface Citizen {
  readonly handle: string
  readonly socket: CitizenSocket
}

/** A browser that has landed. */
export interface Landed {
  readonly handle: string
  readonly headers: Readonly<Record<string, string>>
}

/** Step 1: a core starts a session. */
export async function start(balie: RunningBalie): Promise<{ clientUrl: string; attrUrl: string }> {
  const answer = await post(`${balie.internal}/chat/start_communication`, { purpose: PURPOSE })
  return { clientUrl: String(answer['client_url']), attrUrl: String(answer['attr_url']) }
}

/** Step 3: a browser lands, gets its cookie, and the citizen begins. */
export async function begin(balie: RunningBalie, clientUrl: string): Promise<Landed> {
  // As a proxy says it: each has an address of their own.
  const from = { 'x-forwarded-for': `10.${[...randomBytes(3)].join('.')}` }
  const landing = await fetch(clientUrl, { redirect: 'manual', headers: from })
  const location = new URL(landing.headers.get('location') ?? '', balie.external)
  const handle = location.pathname.split('/').at(-1) ?? ''
  const headers = { ...from, cookie: cookiesOf(landing), origin: balie.external }
  await post(balie.external + fillPath(paths.citizenBegin, { handle }), {}, headers)
  return { handle, headers }
}

/** The socket of the page of a citizen who has begun. */
export async function connectCitizen(
  { started }: Pick<Bench, 'started'>,
  balie: RunningBalie,
  { handle, headers }: Landed,
): Promise<CitizenSocket> {
  const socket: CitizenSocket = await connect(`${balie.external}/citizen`, headers, { handle, after: 0 })
  started.defer(async () => void socket.disconnect())
  return socket
}

/** Opens a conversation the way people do: started by a core, landed on and begun with a cookie. */
export async function openCitizen(bench: Pick<Bench, 'started'>, balie: RunningBalie): Promise<Citizen> {
  const { clientUrl } = await start(balie)
  const landed = await begin(balie, clientUrl)
  return { handle: landed.handle, socket: await connectCitizen(bench, balie, landed) }
}
