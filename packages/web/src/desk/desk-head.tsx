import type { Agent } from '@balie/desk-api/client'
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { Icon } from '../ui/icons/icon.tsx'
import { LanguageSwitch } from '../ui/language-switch.tsx'
import { ShownText } from '../ui/shown-text.tsx'
import { SkipLink } from '../ui/skip-link.tsx'
import { useWords } from '../ui/words/words-context.ts'
import { DeskNav } from './desk-nav.tsx'
import type { DeskPart } from './desk-place.ts'
import { PlaceLink } from './place-link.tsx'
import type { DeskKey } from './words/desk-key.ts'

/** The bar above the parts: where one can go, who is signed in, the shortcuts, the language, the way out. */
export function DeskHead(props: {
  agent: Agent
  part: DeskPart
  attention: number
  /** Something in the working hours is not saved. */
  unsaved: boolean
  onHelp: () => void
  onSignOut: () => void
}): JSX.Element {
  const words = useWords<DeskKey>()
  const [asks, setAsks] = useState(false)
  return (
    <>
      <SkipLink to={props.part === 'conversations' ? 'talk' : 'part'} />
      <header class="desk-head">
        <h1 class="wordmark">{words.text('page.title')}</h1>
        <DeskNav part={props.part} attention={props.attention} unsaved={props.unsaved} />
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
          <Button
            kind="subtle"
            look="flat"
            onPress={() => (props.unsaved ? setAsks(true) : props.onSignOut())}
          >
            {words.text('signOut.button')}
          </Button>
        </div>
      </header>
      {props.unsaved && props.part !== 'hours' && (
        <div class="desk-unsaved">
          <Alert tone="info" icon="warning" role="status">
            <p>
              {words.text('unsaved.elsewhere')}{' '}
              <PlaceLink to={{ part: 'hours' }} class="link">
                {words.text('unsaved.back')}
              </PlaceLink>
            </p>
          </Alert>
        </div>
      )}
      {asks && (
        <ConfirmDialog
          title={words.text('unsaved.signOut.title')}
          text={words.text('unsaved.signOut.text')}
          action={words.text('unsaved.signOut.confirm')}
          onConfirm={props.onSignOut}
          onClose={() => setAsks(false)}
        />
      )}
    </>
  )
}
