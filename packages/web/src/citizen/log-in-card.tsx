import type { Authentication } from '@balie/desk-api/client'
import type { JSX } from 'preact'
import { useId } from 'preact/hooks'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { Heading, Paragraph } from '../ui/text.tsx'
import { useWords } from '../ui/words/words-context.ts'
import type { CitizenPage } from './citizen-page.ts'
import { logInNotice } from './log-in-notice.ts'
import type { CitizenKey } from './words/citizen-key.ts'

const nobody = { state: 'none', unauthenticatedAllowed: false } as const

/** Why one has to log in before one can go on, what became of the last attempt, and the button. */
export function LogInCard(props: {
  title: string
  text: string
  button: string
  authentication: Authentication
  /** Instead of the usual words, where it came back in another browser than it began in. */
  spoiled?: CitizenKey
  page: CitizenPage
}): JSX.Element {
  const words = useWords<CitizenKey>()
  const id = useId()
  const { authentication, page, spoiled } = props
  const notice = logInNotice(authentication, nobody, page.serverNow())
  const isSpoiled = authentication.state === 'elsewhere' && spoiled !== undefined
  const lines = isSpoiled ? [spoiled] : (notice?.lines ?? [])
  return (
    <section class="identity-card" aria-labelledby={id}>
      <Heading level={2} id={id}>
        {props.title}
      </Heading>
      <Paragraph>{props.text}</Paragraph>
      <div role="status">
        {notice !== undefined && authentication.state !== 'asked' && (
          <Alert tone="info" icon={notice.icon}>
            <strong>{words.text(notice.title)}</strong>
            <Paragraph>{lines.map((line) => words.text(line)).join(' ')}</Paragraph>
          </Alert>
        )}
      </div>
      <div class="identity-line__actions">
        <Button kind="primary" onPress={() => void page.logIn.begin()}>
          {props.button}
        </Button>
      </div>
    </section>
  )
}
