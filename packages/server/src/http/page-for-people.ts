import type { Listener } from './listener.ts'
import { plainPage } from './plain-page.ts'

/**
 * Where an address that people open answers with an error, they get a page instead of JSON: a link that is
 * used up, or never was, or a server that cannot serve now. The status stays. For the routes registered after it.
 */
export function pageForPeople(app: Listener, displayName: string): void {
  app.addHook('onSend', async (request, reply, payload) => {
    const isForPerson = request.method === 'GET' && request.headers.accept?.includes('text/html')
    if (!isForPerson || reply.statusCode < 400) return payload
    reply.type('text/html; charset=utf-8')
    return plainPage(displayName, pageOf(reply.statusCode))
  })
}

function pageOf(status: number): Parameters<typeof plainPage>[1] {
  if (status === 429) return 'busy'
  return status >= 500 ? 'trouble' : 'nothing'
}
