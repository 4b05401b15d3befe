import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { LookupFunction } from 'node:net'
import type { Address } from './lookup.ts'
import type { OutboundAnswer, OutboundRequest } from './outbound.ts'

/** The most bytes of an answer that are read. */
export const ANSWER_BYTES = 64 * 1024

const HEADER_BYTES = 16 * 1024

/**
 * One request and its answer over a connection of their own, to one of these addresses and to no other: the
 * name is not resolved again (O1). Certificates are checked against the name. Whatever the environment says, no
 * proxy is used and no certificate is accepted unseen.
 *
 * @param signal ends the exchange, wherever it stands
 */
export function exchange(
  { method, headers = {}, body }: OutboundRequest,
  url: URL,
  addresses: Address[],
  signal: AbortSignal,
): Promise<OutboundAnswer> {
  return new Promise((resolve, reject) => {
    const open = url.protocol === 'https:' ? httpsRequest : httpRequest
    const options = { method, headers, signal, agent: false, lookup: pinnedTo(addresses) } as const
    const request = open(url, { ...options, maxHeaderSize: HEADER_BYTES, rejectUnauthorized: true })
    const withoutAnswer = () => reject(new Error('the connection was closed without an answer'))
    request.on('response', (response) => {
      request.off('close', withoutAnswer)
      readAnswer(response)
        .then(resolve, reject)
        .finally(() => request.destroy())
    })
    request.on('error', reject)
    request.on('close', withoutAnswer)
    request.end(body)
  })
}

async function readAnswer(response: IncomingMessage): Promise<OutboundAnswer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > ANSWER_BYTES) throw new Error(`an answer of more than ${ANSWER_BYTES} bytes`)
    chunks.push(chunk)
  }
  return { status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') }
}

function pinnedTo(addresses: Address[]): LookupFunction {
  return (_hostname, { all }, callback) => {
    const [first] = addresses
    if (all) callback(null, addresses)
    else callback(null, first?.address ?? '', first?.family)
  }
}
