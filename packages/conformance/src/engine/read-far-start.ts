import { verifyStartAuthRequest } from '@balie/sdk'
import type { Arrival, FarStart } from './far-side.ts'
import type { Subject } from './subject.ts'

/** Reads a start request as a core does, and says why a core would refuse it. */
export async function readFarStart(
  arrival: Arrival,
  subject: Subject,
  methods: readonly string[],
): Promise<Omit<FarStart, 'clientUrl'>> {
  const [head = '', claimsPart = ''] = arrival.body.split('.')
  const header = readPart(head)
  const claims = readPart(claimsPart)
  const request = (claims?.['request'] ?? {}) as Record<string, unknown>
  const text = (name: string) => (typeof request[name] === 'string' ? request[name] : undefined)
  const read = {
    arrival,
    header,
    claims,
    purpose: text('purpose'),
    authMethod: text('auth_method'),
    commUrl: text('comm_url'),
    attrUrl: text('attr_url'),
  }
  return { ...read, wrong: await wrongWith(read, subject, methods) }
}

async function wrongWith(
  start: Omit<FarStart, 'clientUrl' | 'wrong'>,
  subject: Subject,
  methods: readonly string[],
): Promise<string | undefined> {
  const { arrival, purpose, authMethod } = start
  const type = arrival.headers['content-type'] ?? ''
  if (!/^application\/jwt\b/i.test(type)) return `content-type ${type} instead of application/jwt`
  if (start.claims === undefined) return 'the body is no signed request'
  const known = [subject, subject.unauthenticated, subject.heavy, subject.light]
  if (!known.some((one) => one !== undefined && one.purpose === purpose)) return `unknown purpose ${purpose}`
  if (authMethod === undefined || !methods.includes(authMethod)) return `unknown method ${authMethod}`
  if (start.commUrl === undefined) return 'no comm_url'
  if (subject.startKey === undefined || subject.startKeyId === undefined) return undefined
  try {
    await verifyStartAuthRequest(arrival.body, {
      keys: new Map([[subject.startKeyId, subject.startKey]]),
      clock: subject.clock,
    })
    return undefined
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause)
    return `a core refuses the signed request: ${detail}`
  }
}

function readPart(part: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
    return typeof value === 'object' && value !== null ? { ...value } : undefined
  } catch {
    return undefined
  }
}
