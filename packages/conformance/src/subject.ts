import { type Clock, createAuthResult, type EncryptionKey, Secret, type SigningKey } from '@balie/sdk'

/** The plugin under test, and what the kit needs to play the components around it. */
export interface Subject {
  /** Internal URL of the communication method, such as `http://plugin:8001/chat`. */
  readonly url: string
  /** A purpose that the plugin knows, with attributes that it requires or allows for it. */
  readonly purpose: string
  readonly attributes: Readonly<Record<string, string>>
  /** The authentication plugin's halves of the keys. */
  readonly signingKey: SigningKey
  readonly encryptionKey: EncryptionKey
  readonly clock: Clock
}

/** What came back: enough to judge and to show. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The body as JSON, or undefined when it is not. */
  readonly json: Readonly<Record<string, unknown>> | undefined
}

/** Sends one request as the core, an authentication plugin or a browser would; follows no redirect. */
export async function send(
  method: 'GET' | 'POST',
  url: string,
  type?: string,
  body?: string,
): Promise<Answer> {
  const response = await fetch(url, {
    method,
    redirect: 'manual',
    signal: AbortSignal.timeout(5000),
    ...(type && { headers: { 'content-type': type } }),
    ...(body !== undefined && { body }),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, json: readObject(text) }
}

/** `POST start_communication` with this body. */
export function start(subject: Subject, body: unknown): Promise<Answer> {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return send('POST', `${subject.url}/start_communication`, 'application/json', text)
}

/** A genuine auth result for the subject. */
export function genuineResult({ attributes, signingKey, encryptionKey, clock }: Subject): Promise<string> {
  const content = { status: 'succes', attributes: new Secret('attributes', attributes) } as const
  return createAuthResult(content, { signingKey, encryptionKey, clock })
}

function readObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : undefined
  } catch {
    return undefined
  }
}
