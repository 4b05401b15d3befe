import { type CitizenView, citizenSocket, type PrivacyReceipt, paths } from '@balie/desk-api/client'
import { type CitizenPage, createCitizenPage } from '../../packages/web/src/citizen/citizen-page.ts'
import type { CitizenServer } from '../../packages/web/src/citizen/citizen-server.ts'
import { createHeadlessClock } from './headless-clock.ts'
import { memoryKeeper, type NodeBrowser } from './node-browser.ts'

/** The citizen's page as it is, without its looks. */
export interface HeadlessCitizen {
  readonly page: CitizenPage
  /** The tab is closed. */
  close(): void
}

/** Opens the page of a conversation; `load()` it. */
export function openCitizenPage(origin: string, handle: string, browser: NodeBrowser): HeadlessCitizen {
  const clock = createHeadlessClock()
  let hangUp = () => {}
  const page = createCitizenPage({
    server: serverOf(browser, handle),
    socket(after) {
      const socket = citizenSocket(handle, after, origin, browser)
      hangUp = () => socket.removeAllListeners().disconnect()
      return socket
    },
    keeper: memoryKeeper(),
    clock,
    time: async () => Date.now(),
    zone: 'Europe/Amsterdam',
    go: () => undefined,
    reopen: () => undefined,
  })
  return {
    page,
    close() {
      clock.stop()
      hangUp()
    },
  }
}

function serverOf(browser: NodeBrowser, handle: string): CitizenServer {
  const at = { handle }
  const post = (path: string) => () => browser.call('POST', path, at)
  return {
    view: () => browser.call<CitizenView>('GET', paths.citizenView, at),
    receipt: () => browser.call<PrivacyReceipt>('GET', paths.citizenReceipt, at),
    methods: () => browser.call('GET', paths.citizenAuthentication, at),
    authenticate: (method) => browser.call('POST', paths.citizenAuthentication, at, { method }),
    begin: post(paths.citizenBegin),
    end: post(paths.citizenEnd),
    stay: post(paths.citizenStay),
    logout: post(paths.citizenLogout),
    withdraw: post(paths.citizenWithdraw),
    freeTimes: () => browser.call('GET', paths.freeTimes, at),
    holdTime: (starts) => browser.call('POST', paths.holdTime, at, { starts }),
    releaseTime: post(paths.releaseTime),
    contactAddress: (address, locale) => browser.call('POST', paths.contactAddress, at, { address, locale }),
    contactCode: (code) => browser.call('POST', paths.contactCode, at, { code }),
    book: (starts, locale, zone) => browser.call('POST', paths.book, at, { starts, locale, zone }),
    cancelAppointment: post(paths.cancelAppointment),
    enterMeeting: post(paths.enterMeeting),
    calendarFile: '',
  }
}
