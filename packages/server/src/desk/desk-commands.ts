import {
  type Ack,
  type Agent,
  AgentMessage,
  AgentSeen,
  AgentTyping,
  type Message,
  OpenConversation,
} from '@balie/desk-api'
import Type, { type Static } from 'typebox'
import type { ConversationChannel } from '../conversation/conversation-channel.ts'
import { BalieError } from '../errors/balie-error.ts'
import { problemFor } from '../errors/problem.ts'
import type { Limit } from '../http/limit.ts'
import type { Log } from '../log.ts'
import { type Shape, shapeOf } from '../shape.ts'
import { createTurns } from '../store/turns.ts'
import type { DeskNews } from './desk-news.ts'
import type { DeskSocket } from './desk-socket.ts'
import type { DeskView } from './desk-view.ts'
import type { Followers } from './followers.ts'
import { notSignedIn, type SignedInAgents } from './signed-in.ts'

const isOpening = shapeOf(OpenConversation)
const isConversation = shapeOf(Type.String({ maxLength: 64 }))
const isMessage = shapeOf(AgentMessage)
const isTyping = shapeOf(AgentTyping)
const isSeen = shapeOf(AgentSeen)

/** The largest number that a column of sequence numbers can be compared with. */
const LARGEST = 2 ** 31 - 1

/** Of one socket (R4). */
export interface CommandLimits {
  /** Commands beyond these are refused. */
  readonly commands: Limit
  /** Packets of any name, also of those that mean nothing; beyond these the socket is closed. */
  readonly packets: Limit
}

export interface DeskCommandsOptions {
  readonly agents: Pick<SignedInAgents, 'stillOf'>
  readonly view: DeskView
  readonly channel: ConversationChannel
  readonly followers: Followers
  readonly news: DeskNews
  readonly limits: CommandLimits
  readonly log: Log
}

/**
 * The commands of one socket, one after the other. Each is checked anew: its shape, that the agent is still
 * signed in, that the conversation is theirs and open (R1, G1, G3). A refusal goes into the acknowledgement.
 */
export function deskCommands(socket: DeskSocket, options: DeskCommandsOptions): void {
  const { agents, view, channel, followers, news, limits, log } = options
  const inTurn = createTurns()

  socket.use((_packet, next) => {
    if (limits.packets.take(socket.id)) next()
    else socket.disconnect(true)
  })

  async function who(): Promise<Agent> {
    const agent = (await agents.stillOf([socket.data.session])).get(socket.data.session)
    if (agent) return agent
    socket.disconnect(true)
    throw notSignedIn()
  }

  async function run<P, T>(
    isFit: Shape<P>,
    payload: unknown,
    act: (agent: Agent, payload: P) => Promise<T>,
  ): Promise<Ack<T>> {
    try {
      if (!limits.commands.take(socket.id))
        throw new BalieError('TOO_MANY_REQUESTS', 'commands of one socket of the desk')
      if (!isFit(payload)) throw new BalieError('REQUEST_INVALID', 'a command of another shape')
      return { ok: true, value: await inTurn('', async () => act(await who(), payload)) }
    } catch (error) {
      const problem = problemFor(error)
      if (problem.status >= 500) log.error({ err: error }, 'a command of the desk failed')
      return { ok: false, problem }
    }
  }

  async function open(agent: Agent, { conversation, after }: Static<typeof OpenConversation>) {
    return news.inTurn(conversation, async () => {
      const detail = await view.detail(agent, conversation)
      const messages = await allSince(channel, conversation, Math.min(after, LARGEST))
      if (socket.connected)
        followers.add(conversation, socket, messages.at(-1)?.seq ?? Math.min(after, LARGEST))
      return { detail, messages }
    })
  }

  socket.on('open', async (payload, ack) => answer(ack, await run(isOpening, payload, open)))

  socket.on('leave', (payload) => {
    void run(isConversation, payload, async (_agent, conversation) => followers.remove(conversation, socket))
  })

  socket.on('send', async (payload, ack) => {
    const sent = run(isMessage, payload, async (agent, { conversation, message }) => {
      await view.ownOpen(agent, conversation)
      return channel.send(conversation, { side: 'agent', agent: agent.id, name: agent.name }, message)
    })
    answer(ack, await sent)
  })

  socket.on('typing', (payload) => {
    void run(isTyping, payload, async (agent, { conversation, on }) => {
      await view.ownOpen(agent, conversation)
      channel.typing(conversation, 'agent', on)
    })
  })

  socket.on('seen', (payload) => {
    void run(isSeen, payload, async (agent, { conversation, seen }) => {
      await view.ownOpen(agent, conversation)
      const delivered = Math.min(seen.delivered, LARGEST)
      await channel.seen(conversation, 'agent', { delivered, read: Math.min(seen.read, LARGEST) })
    })
  })
}

/** A client may leave out what it was to give. */
function answer<T>(ack: unknown, value: Ack<T>): void {
  if (typeof ack === 'function') ack(value)
}

async function allSince(channel: ConversationChannel, id: string, after: number): Promise<Message[]> {
  const all: Message[] = []
  for (;;) {
    const page = await channel.since(id, all.at(-1)?.seq ?? after)
    all.push(...page)
    if (page.length < 500) return all
  }
}
