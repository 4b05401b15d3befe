import '../ui/fonts.css'
import '../ui/tokens.css'
import '../ui/utrecht-tokens.css'
import '../ui/page.css'
import '../ui/pieces.css'
import '../ui/chat/chat.css'
import './citizen.css'
import 'virtual:theme.css'
import { citizenSocket, fillPath, paths } from '@balie/desk-api/client'
import { render } from 'preact'
import { browserStorage } from '../ui/browser-storage.ts'
import { forgetKeptText, textKeeper } from '../ui/chat/kept-text.ts'
import { browserClock } from '../ui/clock.ts'
import { createWords } from '../ui/words/words.ts'
import { WordsContext } from '../ui/words/words-context.ts'
import { channelOf } from './channel-of.ts'
import { CitizenApp } from './citizen-app.tsx'
import { createCitizenPage } from './citizen-page.ts'
import { citizenServer } from './citizen-server.ts'
import { handleOf } from './handle.ts'
import { ownZone } from './own-zone.ts'
import { serverTime } from './server-time.ts'
import { citizenEn } from './words/en.ts'
import { citizenNl } from './words/nl.ts'

const handle = handleOf(location.pathname)
const storage = browserStorage()
forgetKeptText(storage, Date.now())

const page = createCitizenPage({
  server: citizenServer(handle),
  socket: (after) => citizenSocket(handle, after),
  keeper: textKeeper(storage, `citizen.${handle}`, Date.now),
  clock: browserClock,
  time: () => serverTime(fillPath(paths.citizenView, { handle })),
  zone: ownZone(),
  go: (address) => location.assign(address),
  reopen: () => location.reload(),
})
const words = createWords({ nl: citizenNl, en: citizenEn }, storage, navigator.languages)

const look = () => page.look(document.visibilityState === 'visible')
document.addEventListener('visibilitychange', look)
addEventListener('pageshow', (event) => {
  // Back from a login page by the browser's own button: what the page knew then may no longer be so.
  if (event.persisted) location.reload()
  else look()
})
addEventListener('online', () => page.wake())
look()
void page.load()

const root = document.getElementById('page')
if (root !== null) {
  render(
    <WordsContext.Provider value={words}>
      <CitizenApp page={page} channel={channelOf(location.pathname)} />
    </WordsContext.Provider>,
    root,
  )
}
