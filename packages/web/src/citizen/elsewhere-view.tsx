import type { CitizenView } from '@balie/desk-api/client'
import type { JSX } from 'preact'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { Heading, Paragraph } from '../ui/text.tsx'
import { useWords } from '../ui/words/words-context.ts'
import type { CitizenPage } from './citizen-page.ts'
import { logInNotice } from './log-in-notice.ts'
import type { CitizenKey } from './words/citizen-key.ts'

interface ElsewhereProps {
  readonly view: Extract<CitizenView, { state: 'elsewhere' }>
  readonly page: CitizenPage
}

/** Not this browser's conversation, or none at all: says nothing about it, and what one can do (threat B2, AC-6). */
export function ElsewhereView({ view, page }: ElsewhereProps): JSX.Element {
  const words = useWords<CitizenKey>()
  const { organisation, authentication } = view
  return (
    <div class="sheet">
      <Heading level={1}>{words.text('elsewhere.title')}</Heading>
      <Paragraph look="lead">{words.text('elsewhere.text')}</Paragraph>
      {authentication.possible && <LogInCard view={view} page={page} />}
      <div class="sheet__part">
        <Heading level={2}>
          {words.text(authentication.possible ? 'elsewhere.more' : 'elsewhere.what')}
        </Heading>
        <ul class="bullets">
          <li>{words.text('elsewhere.back')}</li>
          <li>{words.text('elsewhere.again', { organisation })}</li>
        </ul>
      </div>
    </div>
  )
}

const nobody = { state: 'none', unauthenticatedAllowed: false } as const

/** Whose conversation it is can show that by logging in. Where that stands is of this browser's own attempt. */
function LogInCard({ view, page }: ElsewhereProps): JSX.Element {
  const words = useWords<CitizenKey>()
  const { authentication } = view
  const notice = logInNotice(authentication, nobody, page.expiry.serverNow())
  // Here it may be either of the two browsers.
  const spoiled: readonly CitizenKey[] = ['elsewhere.logIn.spoiled']
  const lines = authentication.state === 'elsewhere' ? spoiled : (notice?.lines ?? [])
  return (
    <section class="identity-card" aria-labelledby="log-in">
      <Heading level={2} id="log-in">
        {words.text('elsewhere.logIn.title')}
      </Heading>
      <Paragraph>{words.text('elsewhere.logIn.text')}</Paragraph>
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
          {words.text('elsewhere.logIn.button')}
        </Button>
      </div>
    </section>
  )
}
