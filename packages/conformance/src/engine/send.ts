import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { Answer, SendOptions } from './answer.ts'

/** Sends one request; see `send`. */
export type Send = (method: string, url: string, options?: SendOptions) => Promise<Answer>

const TIMEOUT = 10_000
const READ_AT_MOST = 256 * 1024

/**
 * One raw request on a connection of its own. Follows no redirect and keeps no cookie; any header can be given,
 * `host` too. Never throws: without an answer the status is 0 and the text says why.
 */
export function send(method: string, url: string, options: SendOptions = {}): Promise<Answer> {
  return new Promise((resolve) => {
    const target = readUrl(url)
    if (target === undefined) return resolve(noAnswer(`not an http(s) URL: ${url}`))
    const body = options.body === undefined ? undefined : Buffer.from(options.body)
    const request = (target.protocol === 'https:' ? requestHttps : requestHttp)(target, {
      method,
      agent: false,
      headers: { ...(body && { 'content-length': String(body.length) }), ...options.headers },
    })
    const timeout = options.timeout ?? TIMEOUT
    const timer = setTimeout(() => {
      resolve(noAnswer(`nothing within ${timeout} ms`))
      request.destroy()
    }, timeout)
    const done = (answer: Answer) => {
      clearTimeout(timer)
      resolve(answer)
    }
    request.on('error', (cause) => done(noAnswer(cause.message)))
    request.on('response', (response) => read(response, (text) => done(answerOf(response, text, target))))
    request.end(body)
  })
}

function read(response: IncomingMessage, done: (text: string) => void): void {
  const chunks: Buffer[] = []
  let length = 0
  const finish = () => done(Buffer.concat(chunks).toString('utf8').slice(0, READ_AT_MOST))
  response.on('data', (chunk: Buffer) => {
    if (length < READ_AT_MOST) chunks.push(chunk)
    length += chunk.length
  })
  // A connection that breaks while the body comes: what has come counts.
  response.on('end', finish).on('error', finish).on('close', finish)
}

function answerOf(response: IncomingMessage, text: string, url: URL): Answer {
  const headers = new Headers()
  for (const [name, values] of Object.entries(response.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value)
  }
  const location = headers.get('location') ?? undefined
  return {
    status: response.statusCode ?? 0,
    headers,
    text,
    json: readObject(text),
    location: location === undefined ? undefined : absolute(location, url),
  }
}

function absolute(location: string, from: URL): string {
  return URL.canParse(location, from.href) ? new URL(location, from.href).href : location
}

function noAnswer(text: string): Answer {
  return { status: 0, headers: new Headers(), text, json: undefined, location: undefined }
}

function readUrl(url: string): URL | undefined {
  if (!URL.canParse(url)) return undefined
  const target = new URL(url)
  return /^https?:$/.test(target.protocol) ? target : undefined
}

function readObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
  } catch {
    return undefined
  }
}
