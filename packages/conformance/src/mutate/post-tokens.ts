import { Agent, request } from 'node:http'

/** What came back on a token. */
export interface Posted {
  /** 0: no answer. */
  readonly status: number
  readonly milliseconds: number
}

/** Posts tokens on connections that are kept: what is measured is the answer, not the connecting. */
export interface Poster {
  post(url: string, token: string): Promise<Posted>
  close(): void
}

/** @param connections how many at most */
export function createPoster(connections: number): Poster {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const once = (url: string, body: Buffer) =>
    new Promise<Posted & { readonly wasIdle: boolean }>((resolve) => {
      const began = performance.now()
      const headers = { 'content-type': 'application/jwt', 'content-length': body.length }
      const done = (status: number) =>
        resolve({ status, milliseconds: performance.now() - began, wasIdle: sent.reusedSocket })
      const sent = request(url, { method: 'POST', agent, headers, timeout: 30_000 }, (answer) => {
        answer
          .resume()
          .on('end', () => done(answer.statusCode ?? 0))
          .on('error', () => done(0))
      })
      sent.on('timeout', () => sent.destroy()).on('error', () => done(0))
      sent.end(body)
    })
  return {
    async post(url, token) {
      const body = Buffer.from(token)
      const first = await once(url, body)
      // A server may close a connection that was idle just when it is used again: that says nothing of the token.
      return first.status === 0 && first.wasIdle ? once(url, body) : first
    },
    close: () => agent.destroy(),
  }
}
