import { randomBytes } from 'node:crypto'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { Duplex } from 'node:stream'

/** A WebSocket, as far as the kit needs one. */
export interface RawSocket {
  /** Of the answer to the handshake: 101 when it is open. 0: no answer. */
  readonly status: number
  /** Whether the other side has ended it. */
  readonly closed: boolean
  /** Sends one masked text frame. */
  sendText(text: string): void
  close(): void
}

/** Opens a WebSocket at an http(s) URL with these headers. Waits five seconds at most; never throws. */
export function openSocket(url: string, headers: Readonly<Record<string, string>>): Promise<RawSocket> {
  return new Promise((resolve) => {
    const request = (url.startsWith('https:') ? requestHttps : requestHttp)(url, {
      agent: false,
      headers: {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': randomBytes(16).toString('base64'),
        ...headers,
      },
      timeout: 5000,
    })
    request.on('upgrade', (_, stream) => resolve(socketOf(101, stream)))
    request.on('response', (response) => {
      response.resume()
      resolve(socketOf(response.statusCode ?? 0))
    })
    request.on('timeout', () => request.destroy())
    request.on('error', () => resolve(socketOf(0)))
    request.end()
  })
}

function socketOf(status: number, stream?: Duplex): RawSocket {
  let closed = stream === undefined
  stream?.resume()
  for (const event of ['end', 'close', 'error']) {
    stream?.on(event, () => {
      closed = true
    })
  }
  return {
    status,
    get closed() {
      return closed
    },
    sendText(text) {
      stream?.write(textFrame(text))
    },
    close() {
      stream?.destroy()
    },
  }
}

function textFrame(text: string): Buffer {
  const payload = Buffer.from(text)
  const head = Buffer.alloc(14)
  head[0] = 0x81
  head[1] = 0x80 | 127
  head.writeBigUInt64BE(BigInt(payload.length), 2)
  // The mask is four zero bytes: the payload as it is.
  return Buffer.concat([head, payload])
}
