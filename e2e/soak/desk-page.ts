import { deskSocket, paths } from '@balie/desk-api/client'
import { createDeskPage, type DeskPage } from '../../packages/web/src/desk/desk-page.ts'
import type { DeskServer } from '../../packages/web/src/desk/desk-server.ts'
import { createHeadlessClock } from './headless-clock.ts'
import { memoryKeeper, type NodeBrowser } from './node-browser.ts'

/** The desk as it is, without its looks. */
export interface HeadlessDesk {
  readonly page: DeskPage
  close(): void
}

/**
 * Opens the desk of an agent who signed in with this browser; `load()` it.
 *
 * @param onTaken told of a conversation that the server said is this agent's now
 */
export function openDeskPage(
  origin: string,
  browser: NodeBrowser,
  onTaken: (conversation: string) => void,
): HeadlessDesk {
  const clock = createHeadlessClock()
  const socket = deskSocket(origin, browser)
  const keepers = new Map<string, ReturnType<typeof memoryKeeper>>()
  let chosen: string | undefined
  const page = createDeskPage({
    server: serverOf(browser, onTaken),
    socket,
    keeper(conversation) {
      const keeper = keepers.get(conversation) ?? memoryKeeper()
      keepers.set(conversation, keeper)
      return keeper
    },
    chosen: {
      read: () => chosen,
      write(id) {
        chosen = id
      },
    },
    forget: () => undefined,
    clock,
  })
  return {
    page,
    close() {
      clock.stop()
      socket.removeAllListeners().disconnect()
    },
  }
}

function serverOf(browser: NodeBrowser, onTaken: (conversation: string) => void): DeskServer {
  return {
    signIn: (email, password) => browser.call('POST', paths.signIn, {}, { email, password }),
    signOut: () => browser.call('POST', paths.signOut),
    me: () => browser.call('GET', paths.me),
    conversations: () => browser.call('GET', paths.conversations),
    async take(id) {
      const outcome = await browser.call('POST', paths.take, { id })
      if (outcome.ok) onTaken(id)
      return outcome
    },
    close: (id) => browser.call('POST', paths.close, { id }),
    askAuthentication: (id) => browser.call('POST', paths.askAuthentication, { id }),
    extend: (id, minutes) => browser.call('POST', paths.extend, { id }, { minutes }),
    reveal: (id, tag) => browser.call('POST', paths.reveal, { id }, { tag }),
  }
}
