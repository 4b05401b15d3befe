import '../ui/fonts.css'
import '../ui/tokens.css'
import '../ui/utrecht-tokens.css'
import '../ui/page.css'
import '../ui/pieces.css'
import '../ui/chat/chat.css'
import './desk.css'
import './list.css'
import './identity.css'
import './part.css'
import './sign-in.css'
import 'virtual:theme.css'
import { deskSocket } from '@balie/desk-api/client'
import { render } from 'preact'
import { browserStorage } from '../ui/browser-storage.ts'
import { forgetKeptText, textKeeper } from '../ui/chat/kept-text.ts'
import { browserClock } from '../ui/clock.ts'
import { createWords } from '../ui/words/words.ts'
import { WordsContext } from '../ui/words/words-context.ts'
import { chosenConversation } from './chosen-conversation.ts'
import { DeskApp } from './desk-app.tsx'
import { createDeskPage } from './desk-page.ts'
import { createDeskPlaces } from './desk-place.ts'
import { deskServer } from './desk-server.ts'
import { PlaceContext } from './place-context.ts'
import { deskEn } from './words/en.ts'
import { deskNl } from './words/nl.ts'

const storage = browserStorage()
forgetKeptText(storage, Date.now())

const page = createDeskPage({
  server: deskServer,
  socket: deskSocket(),
  keeper: (conversation) => textKeeper(storage, `desk.${conversation}`, Date.now),
  chosen: chosenConversation(),
  forget: () => forgetKeptText(storage, Date.now(), true),
  clock: browserClock,
})
const words = createWords({ nl: deskNl, en: deskEn }, storage, navigator.languages)

const places = createDeskPlaces(window)

const look = () => page.look(document.visibilityState === 'visible')
document.addEventListener('visibilitychange', look)
addEventListener('pageshow', look)
addEventListener('online', () => page.wake())
look()
void page.load()

const root = document.getElementById('page')
if (root !== null) {
  render(
    <WordsContext.Provider value={words}>
      <PlaceContext.Provider value={places}>
        <DeskApp page={page} storage={storage} />
      </PlaceContext.Provider>
    </WordsContext.Provider>,
    root,
  )
}
