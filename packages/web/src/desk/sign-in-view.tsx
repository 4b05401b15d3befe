import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { LanguageSwitch } from '../ui/language-switch.tsx'
import { Heading, Paragraph } from '../ui/text.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useWords } from '../ui/words/words-context.ts'
import type { SignedOut } from './desk-page.ts'
import type { DeskKey } from './words/desk-key.ts'

/** Where an agent signs in. */
export function SignInView(props: {
  signedOut: SignedOut
  onSignIn: (email: string, password: string) => void
}): JSX.Element {
  const words = useWords<DeskKey>()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const { busy, notice } = props.signedOut

  return (
    <div class="sign-in">
      <header class="sign-in__head">
        <p class="wordmark">Balie</p>
        <LanguageSwitch />
      </header>
      <main class="sign-in__main">
        <div>
          <Heading level={1}>{words.text('signIn.title')}</Heading>
          <p class="quiet">{words.text('signIn.lead')}</p>
        </div>
        {notice !== undefined && !busy && (
          <Alert tone={notice === 'signIn.ended' ? 'info' : 'error'} role="alert">
            <Paragraph>{words.text(notice)}</Paragraph>
          </Alert>
        )}
        <form
          class="sign-in__form"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            setTried(true)
            if (!busy && email.trim() !== '' && password !== '') props.onSignIn(email.trim(), password)
          }}
        >
          <TextField
            label={words.text('signIn.email')}
            type="email"
            autocomplete="username"
            value={email}
            error={tried && email.trim() === '' ? words.text('signIn.email.empty') : undefined}
            onInput={setEmail}
          />
          <TextField
            label={words.text('signIn.password')}
            type="password"
            autocomplete="current-password"
            value={password}
            error={tried && password === '' ? words.text('signIn.password.empty') : undefined}
            onInput={setPassword}
          />
          <Button kind="primary" submit busy={busy}>
            {words.text(busy ? 'signIn.busy' : 'signIn.button')}
          </Button>
        </form>
      </main>
    </div>
  )
}
