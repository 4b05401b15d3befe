import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { problemFor } from '../errors/problem.ts'

/**
 * Answers what is not HTTP, or has headers of more than 48 KiB (T9), and so never becomes a request. What
 * came is not logged: it is whatever somebody sent.
 */
export function answerBrokenRequest(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
    socket.destroy()
    return
  }
  const late = error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
  const problem = problemFor({ code: error.code, statusCode: 400 })
  const status = late ? 408 : problem.status
  const body = JSON.stringify({ ...problem, status })
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      'content-type: application/problem+json',
      'cache-control: no-store',
      `content-length: ${Buffer.byteLength(body)}`,
      'connection: close',
      '',
      body,
    ].join('\r\n'),
  )
}
