import { type Agent, type IncomingHttpHeaders, request as plain } from 'node:http'
import { request as secure } from 'node:https'

export interface AskOptions {
  /** PEM. */
  readonly ca?: string
  /** The address of this machine from which it comes: each of 127.0.0.0/8 is a visitor of its own. */
  readonly from?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly agent?: Agent
}

/** A GET as a visitor sends it, without following redirects. */
export function ask(
  url: string,
  { ca, from, headers = {}, agent }: AskOptions = {},
): Promise<{ readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: string }> {
  const send = url.startsWith('https:') ? secure : plain
  const options = {
    headers,
    family: 4,
    ...(ca !== undefined && { ca }),
    ...(from !== undefined && { localAddress: from }),
    ...(agent !== undefined && { agent }),
  }
  return new Promise((resolve, reject) => {
    send(url, options, (answer) => {
      let body = ''
      answer.setEncoding('utf8').on('data', (text: string) => {
        body += text
      })
      answer.on('error', reject)
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }))
    })
      .on('error', reject)
      .end()
  })
}
