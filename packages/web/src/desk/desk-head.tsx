import type { Agent } from '@balie/desk-api/client'
import type { JSX } from 'preact'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icons/icon.tsx'
import { LanguageSwitch } from '../ui/language-switch.tsx'
import { ShownText } from '../ui/shown-text.tsx'
import { SkipLink } from '../ui/skip-link.tsx'
import { useWords } from '../ui/words/words-context.ts'
import type { DeskKey } from './words/desk-key.ts'

/** The bar above the panes: who is signed in, the shortcuts, the language, the way out. */
export function DeskHead(props: { agent: Agent; onHelp: () => void; onSignOut: () => void }): JSX.Element {
  const words = useWords<DeskKey>()
  return (
    <>
      <SkipLink to="talk" />
      <header class="desk-head">
        <h1 class="wordmark">{words.text('page.title')}</h1>
        <p class="desk-head__agent">
          <Icon name="person" />
          <span class="visually-hidden">{words.text('head.agent', { name: '' })}</span>
          <ShownText text={props.agent.name} />
        </p>
        <div class="desk-head__tools">
          <Button kind="subtle" look="flat" onPress={props.onHelp}>
            {words.text('head.help')}
          </Button>
          <LanguageSwitch />
          <Button kind="subtle" look="flat" onPress={props.onSignOut}>
            {words.text('signOut.button')}
          </Button>
        </div>
      </header>
    </>
  )
}
