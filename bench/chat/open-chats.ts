import { randomBytes } from 'node:crypto'
import {
  type CitizenCommands,
  type CitizenEvents,
  type DeskCommands,
  type DeskEvents,
  fillPath,
  paths,
} from '@balie/desk-api'
import { io, type Socket } from 'socket.io-client'
import { inParallel } from '../in-parallel.ts'
import type { Bench } from '../row.ts'
import { PURPOSE, type RunningBalie } from '../start-balie.ts'
import type { Conversations } from './latencies.ts'

/** Of agents, who share the conversations evenly. */
const AGENTS = 10

/** Their pages tell the server how far they have read after so many messages: every two seconds at this rate. */
const READ_EVERY = 10

/** Each a phone, or a desk. */
const options = { path: paths.live, transports: ['websocket'], forceNew: true, reconnection: false }

type CitizenSocket = Socket<CitizenEvents, CitizenCommands>
type DeskSocket = Socket<DeskEvents, DeskCommands>

/**
 * Opens conversations the way people do: started by a core, landed on and begun with a cookie, taken by an
 * agent who signed in. Messages of citizens are seen to arrive at the agent who has the conversation.
 */
export async function openChats(bench: Bench, balie: RunningBalie, count: number): Promise<Conversations> {
  const citizens = await inParallel(count, 8, () => openCitizen(bench, balie))
  const conversations: Conversations = {
    count,
    send(index, message, acknowledged) {
      citizens[index]?.socket.emit('send', message, (answer) => {
        if (answer.ok) acknowledged()
      })
    },
    onArrival: () => undefined,
  }
  const desks = await inParallel(AGENTS, 1, (number) => openDesk(bench, balie, number))
  // Not all at the same moment.
  const phases = new Map(citizens.map(({ handle }, index) => [handle, index % READ_EVERY]))
  for (const { socket } of desks) {
    socket.on('messages', (conversation, messages) => {
      for (const { id, seq } of messages) {
        conversations.onArrival(id)
        if (seq % READ_EVERY !== phases.get(conversation)) continue
        socket.emit('seen', { conversation, seen: { delivered: seq, read: seq } })
      }
    })
  }
  await inParallel(count, 8, async (index) => {
    const desk = desks[index % AGENTS]
    const citizen = citizens[index]
    if (desk && citizen) await take(balie, desk, citizen.handle)
  })
  return conversations
}

async function openCitizen(
  { started }: Bench,
  balie: RunningBalie,
): Promise<{ handle: string; socket: CitizenSocket }> {
  const { client_url } = await post(`${balie.internal}/chat/start_communication`, { purpose: PURPOSE }, {})
  const landing = await fetch(String(client_url), { redirect: 'manual' })
  const cookie = cookiesOf(landing)
  const handle =
    new URL(landing.headers.get('location') ?? '', balie.external).pathname.split('/').at(-1) ?? ''
  const headers = { cookie, origin: balie.external }
  await post(balie.external + fillPath(paths.citizenBegin, { handle }), {}, headers)
  const socket: CitizenSocket = io(`${balie.external}/citizen`, {
    ...options,
    extraHeaders: headers,
    auth: { handle, after: 0 },
  })
  started.defer(async () => void socket.disconnect())
  await connected(socket)
  return { handle, socket }
}

interface Desk {
  readonly headers: { readonly cookie: string; readonly origin: string }
  readonly socket: DeskSocket
}

async function openDesk({ started }: Bench, balie: RunningBalie, number: number): Promise<Desk> {
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
  const socket: DeskSocket = io(`${balie.external}/desk`, { ...options, extraHeaders: headers })
  started.defer(async () => void socket.disconnect())
  await connected(socket)
  return { headers, socket }
}

async function take(balie: RunningBalie, desk: Desk, conversation: string): Promise<void> {
  await post(balie.external + fillPath(paths.take, { id: conversation }), {}, desk.headers)
  const opened = await desk.socket.timeout(10_000).emitWithAck('open', { conversation, after: 0 })
  if (!opened.ok) throw new Error(`a desk could not open a conversation: ${opened.problem.code}`)
}

async function post(url: string, body: object, headers: Readonly<Record<string, string>>) {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${new URL(url).pathname} answered ${answer.status}: ${text}`)
  return text === '' ? {} : JSON.parse(text)
}

function cookiesOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0])
    .join('; ')
}

function connected(socket: CitizenSocket | DeskSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    // One event map at a time: of a union, neither name is known.
    const plain: Socket = socket
    plain.once('connect', resolve).once('connect_error', reject)
  })
}
