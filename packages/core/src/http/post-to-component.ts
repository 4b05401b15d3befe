import { LIMITS } from '@balie/sdk'
import { CoreError } from '../errors/core-error.ts'

/** How other components are called. */
export interface Outbound {
  readonly fetch: typeof fetch
  /** Milliseconds for the whole answer, its body included. */
  readonly timeoutMs: number
}

/** What another component answered. */
export interface Answer {
  readonly status: number
  readonly body: string
}

/** What the core and the plugins grant each other (protocol.md, section 1). */
export const COMPONENT_TIMEOUT_MS = 5000

/**
 * POSTs to another component, once: no retry, no redirect followed, at most 32 KiB of answer read.
 *
 * @param name what the component is, for the log; the URL may hold a secret and is never told.
 * @throws PLUGIN_SLOW when it takes longer than the limit; PLUGIN_FAILED when it cannot be reached or says too much.
 */
export async function postToComponent(
  outbound: Outbound,
  name: string,
  request: { url: string; type: 'application/json' | 'application/jwt'; body: string },
): Promise<Answer> {
  try {
    const response = await outbound.fetch(request.url, {
      method: 'POST',
      headers: { 'content-type': request.type, accept: 'application/json' },
      body: request.body,
      redirect: 'manual',
      signal: AbortSignal.timeout(outbound.timeoutMs),
    })
    return { status: response.status, body: await readBody(response, name) }
  } catch (error) {
    if (error instanceof CoreError) throw error
    if (error instanceof Error && error.name === 'TimeoutError') {
      throw new CoreError('PLUGIN_SLOW', `${name} took longer than ${outbound.timeoutMs} ms`)
    }
    throw new CoreError('PLUGIN_FAILED', `${name} cannot be reached: ${reason(error)}`)
  }
}

/** True for 200 to 299. */
export function isSuccess(answer: Answer): boolean {
  return answer.status >= 200 && answer.status < 300
}

async function readBody(response: Response, name: string): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > LIMITS.bodyBytes)
      throw new CoreError('PLUGIN_FAILED', `${name} answered more than ${LIMITS.bodyBytes} bytes`)
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

function reason(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'no answer'
}
