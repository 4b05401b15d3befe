import type { JSX } from 'preact'
import { useLayoutEffect } from 'preact/hooks'
import { Loading } from '../ui/loading.tsx'
import { matchRemote, readyValue } from '../ui/remote.ts'
import { TroubleNotice } from '../ui/trouble-notice.tsx'
import { useStore } from '../ui/use-store.ts'
import { useWords } from '../ui/words/words-context.ts'
import { attention, listConversations } from './conversation-list.ts'
import type { DeskPage } from './desk-page.ts'
import { DeskView } from './desk-view.tsx'
import { usePlaces } from './place-context.ts'
import { SignInView } from './sign-in-view.tsx'
import type { DeskKey } from './words/desk-key.ts'

/** The whole of the desk. */
export function DeskApp({ page, storage }: { page: DeskPage; storage: Storage | undefined }): JSX.Element {
  const words = useWords<DeskKey>()
  const state = useStore(page.state)
  const locale = words.locale.get()
  const agent = readyValue(state.agent)
  const agentId = agent === undefined || 'signedOut' in agent ? '' : agent.id
  const { part } = useStore(usePlaces().state)
  const count = attention(listConversations(readyValue(state.list) ?? [], agentId))

  useLayoutEffect(() => {
    document.documentElement.lang = locale
    const page = agentId !== '' && part !== 'conversations' ? 'page.part' : 'page'
    const key = page === 'page' ? 'page.title' : page
    document.title = words.text(count > 0 ? `${page}.attention` : key, {
      count,
      part: words.text(`nav.${part}`),
    })
  }, [locale, count, words, part, agentId])

  return matchRemote(state.agent, {
    first: () => <LoadingPage />,
    loading: () => <LoadingPage />,
    failed: (trouble) => (
      <main class="desk-trouble">
        <TroubleNotice trouble={trouble} level={1} onRetry={() => void page.load()} />
      </main>
    ),
    ready: (ready) =>
      'signedOut' in ready ? (
        <SignInView signedOut={ready} onSignIn={(email, password) => void page.signIn(email, password)} />
      ) : (
        <DeskView page={page} state={state} agent={ready} storage={storage} />
      ),
  })
}

function LoadingPage(): JSX.Element {
  return (
    <main class="desk-trouble">
      <Loading page />
    </main>
  )
}
