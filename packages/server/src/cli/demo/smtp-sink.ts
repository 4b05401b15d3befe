import { once } from 'node:events'
import { buffer } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'
import { readMail, type SunkMail } from './sunk-mail.ts'

/** How the sink treats who comes: takes mail, sends everybody away with 421, or never answers. */
export type SinkMood = 'takes' | 'busy' | 'silent'

export interface SmtpSinkOptions {
  /** Any free port when absent or 0. */
  readonly port?: number
  /** This machine only when absent. */
  readonly address?: string
  /** Recipients who get 550, as if nobody had that address. */
  readonly refuses?: (address: string) => boolean
}

/** A mail server that delivers nothing: it keeps what it is sent, for people and tests to read. */
export interface SmtpSink {
  /** For `createMailTransport`. */
  readonly url: string
  /** The last 200, oldest first. */
  mails(): readonly SunkMail[]
  /** The first mail, kept or still to come, for which this holds. Rejects when the sink closes before. */
  until(condition: (mail: SunkMail) => boolean): Promise<SunkMail>
  /** How it treats who connects from now on. */
  become(mood: SinkMood): void
  close(): Promise<void>
}

const KEPT = 200

/** Starts a sink; it listens when this resolves, and rejects with the error of Node when it cannot. */
export async function startSmtpSink(options: SmtpSinkOptions = {}): Promise<SmtpSink> {
  const { port = 0, address = '127.0.0.1', refuses = () => false } = options
  const mails: SunkMail[] = []
  const waiting = new Set<{ look(): void; stop(): void }>()
  let mood: SinkMood = 'takes'
  let count = 0
  const server = new SMTPServer({
    banner: 'takes mail and delivers none',
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 1,
    onConnect(_session, done) {
      if (mood === 'busy') done(answer(421, 'Come back later'))
      if (mood === 'takes') done()
    },
    onRcptTo({ address }, _session, done) {
      done(refuses(address) ? answer(550, `5.1.1 <${address}>: nobody has this address`) : null)
    },
    onData(stream, { envelope }, done) {
      void buffer(stream)
        .then(async (raw) => {
          count += 1
          mails.push(
            await readMail(
              count,
              raw,
              envelope.rcptTo.map((one) => one.address),
            ),
          )
          mails.splice(0, mails.length - KEPT)
          for (const one of [...waiting]) one.look()
        })
        .then(() => done(), done)
    },
  })
  // Who connects and goes away again is no trouble of the sink.
  server.on('error', () => {})
  server.listen({ port, host: address })
  await once(server.server, 'listening')
  const at = server.server.address()
  return {
    url: `smtp://${address}:${typeof at === 'object' && at ? at.port : port}`,
    mails: () => [...mails],
    until: (condition) =>
      new Promise((resolve, reject) => {
        const one = {
          look() {
            const found = mails.find(condition)
            if (found === undefined) return
            waiting.delete(one)
            resolve(found)
          },
          stop: () => reject(new Error('the sink closed before such a mail came')),
        }
        waiting.add(one)
        one.look()
      }),
    become(next) {
      mood = next
    },
    async close() {
      for (const one of waiting) one.stop()
      waiting.clear()
      await new Promise<void>((resolve) => server.close(resolve))
    },
  }
}

function answer(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode })
}
