import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fillPath, paths } from '../../packages/desk-api/src/paths.ts'

/** The desk as an agent uses it, over HTTP. Who and where is in the environment. */
export interface DeskClient {
  /** Both answer undefined when it was refused: a conversation may just have ended. */
  get<T>(path: string, parameters?: Readonly<Record<string, string>>): Promise<T | undefined>
  post<T>(path: string, parameters: Readonly<Record<string, string>>, body?: unknown): Promise<T | undefined>
}

/** Signs in, or goes on with the cookie of the last time: the kit looks at the desk again and again. */
export async function openDesk(): Promise<DeskClient> {
  const origin = expectVariable('DESK_ORIGIN')
  const cookieFile = expectVariable('DESK_COOKIE_FILE')
  const ask = (cookie: string, method: string, path: string, body?: unknown) =>
    fetch(origin + path, {
      method,
      headers: { cookie, origin, ...(method === 'POST' && { 'content-type': 'application/json' }) },
      ...(method === 'POST' && { body: JSON.stringify(body ?? {}) }),
    })

  async function signIn(): Promise<string> {
    const answer = await ask('', 'POST', paths.signIn, {
      email: expectVariable('DESK_EMAIL'),
      password: expectVariable('DESK_PASSWORD'),
    })
    if (!answer.ok) throw new Error(`signing in is answered with ${answer.status}`)
    const pairs = answer.headers.getSetCookie().map((line) => line.split(';')[0])
    writeFileSync(cookieFile, pairs.join('; '))
    return pairs.join('; ')
  }

  const cookie = existsSync(cookieFile) ? readFileSync(cookieFile, 'utf8') : await signIn()
  return {
    async get(path, parameters = {}) {
      const answer = await ask(cookie, 'GET', fillPath(path, parameters))
      if (answer.status === 401 || answer.status >= 500) throw new Error(`${path}: ${answer.status}`)
      return answer.ok ? ((await answer.json()) as never) : undefined
    },
    async post(path, parameters, body) {
      const answer = await ask(cookie, 'POST', fillPath(path, parameters), body)
      return answer.ok ? ((await answer.json()) as never) : undefined
    },
  }
}

function expectVariable(name: string): string {
  const value = process.env[name]
  if (value === undefined) throw new Error(`${name} is not set`)
  return value
}
