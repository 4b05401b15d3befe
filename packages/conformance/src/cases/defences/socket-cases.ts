import type { Case } from '../../case.ts'
import type { Kit } from '../../engine/kit.ts'
import { openSocket } from '../../engine/open-socket.ts'
import { allOf, expect, notObservable, Stop } from '../../verdict.ts'

/** R2, R4: the page's WebSocket, as far as it can be told without knowing what is said on it. */
export const socketCases: readonly Case[] = [
  {
    id: 'R2',
    profile: 'OURS',
    title: 'a WebSocket of a page of another site is refused',
    async run(kit) {
      const { url, cookie, origin } = await socketOf(kit)
      const foreign = await openSocket(url, { cookie, origin: 'https://evil.example' })
      foreign.close()
      const own = await openSocket(url, { cookie, origin })
      own.close()
      if (own.status !== 101) return notObservable(`the page's own socket is answered with ${own.status} too`)
      return expect(foreign.status !== 101, 'it is opened')
    },
  },
  {
    id: 'R2',
    profile: 'OURS',
    title: 'a WebSocket of the origin `null` is refused',
    async run(kit) {
      const { url, cookie } = await socketOf(kit)
      const foreign = await openSocket(url, { cookie, origin: 'null' })
      foreign.close()
      return expect(foreign.status !== 101, 'it is opened')
    },
  },
  {
    id: 'R4',
    profile: 'OURS',
    title: 'a frame of a megabyte closes its socket and disturbs nobody',
    async run(kit) {
      const { url, cookie, origin } = await socketOf(kit)
      const socket = await openSocket(url, { cookie, origin })
      if (socket.status !== 101)
        return notObservable(`the page's own socket is answered with ${socket.status}`)
      socket.sendText('x'.repeat(1024 * 1024))
      const closed = await kit.until(() => socket.closed, 5000)
      socket.close()
      const { browser } = await kit.converse()
      return allOf(
        expect(closed === true, 'the socket stays open'),
        expect(browser.page?.answer.status === 200, `pages answer ${browser.page?.answer.status}`),
      )
    },
  },
  {
    id: 'R4',
    profile: 'OURS',
    title: 'two hundred requests at the same time leave the plugin answering',
    async run(kit) {
      const { browser } = await kit.converse()
      const url = browser.page?.url ?? ''
      const answers = await Promise.all(Array.from({ length: 200 }, () => browser.request('GET', url)))
      const broken = answers.filter(({ status }) => status >= 500 && status !== 503)
      const { answer } = await browser.open(url)
      return allOf(
        expect(broken.length === 0, `${broken.length} are answered with ${broken[0]?.status}`),
        expect(answer.status === 200, `afterwards the page answers ${answer.status}`),
      )
    },
  },
]

async function socketOf(kit: Kit) {
  const { socket } = kit.actions
  if (socket === undefined)
    throw new Stop(notObservable("the address of the page's socket is not known (--actions)"))
  const { browser } = await kit.converse()
  const { origin, host } = new URL(browser.page?.url ?? '')
  const url = socket
    .replace('{origin}', origin)
    .replace('{host}', host)
    .replace('{handle}', browser.page?.handle ?? '')
  return { url: url.replace(/^ws/, 'http'), cookie: browser.cookies.join('; '), origin }
}
