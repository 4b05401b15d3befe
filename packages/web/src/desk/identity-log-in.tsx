import type { ConversationDetail } from '@balie/desk-api/client'
import type { JSX } from 'preact'
import { ageOf } from '../ui/age.ts'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icons/icon.tsx'
import { Paragraph } from '../ui/text.tsx'
import { useNow } from '../ui/use-now.ts'
import { useWords } from '../ui/words/words-context.ts'
import type { DeskTalk, TalkState } from './desk-talk.ts'
import { logInStanding, mayAsk } from './log-in-standing.ts'
import type { DeskKey } from './words/desk-key.ts'

const everyQuarterMinute = 15_000

/** Where logging in during the conversation stands, and asking the citizen for it (UN-3, AC-8). */
export function IdentityLogIn(props: {
  talk: DeskTalk
  state: TalkState
  detail: ConversationDetail
}): JSX.Element {
  const words = useWords<DeskKey>()
  const { talk, state, detail } = props
  const standing = logInStanding(detail.authentication)
  const asks = mayAsk(detail)
  const asked = detail.authentication.state === 'asked'
  const kind = standing?.wrong === true ? ' identity__log-in--wrong' : ''
  return (
    <div class={standing !== undefined || asks ? `identity__log-in${kind}` : undefined}>
      <div class="identity__standing" role="status">
        {standing !== undefined && (
          <>
            <Icon name={standing.icon} />
            <div>
              <p>
                <strong>{words.text(standing.title)}</strong>
              </p>
              {standing.text !== undefined && <p>{words.text(standing.text)}</p>}
            </div>
          </>
        )}
      </div>
      {standing?.at !== undefined && <Since at={standing.at} />}
      {asks && (
        <Button look="small" busy={state.doing === 'ask'} onPress={() => void talk.ask()}>
          {words.text(asked ? 'logIn.askAgain' : 'logIn.ask')}
        </Button>
      )}
      {state.failed === 'ask' && (
        <Alert tone="error" role="alert">
          <Paragraph>{words.text('logIn.ask.failed')}</Paragraph>
        </Alert>
      )}
    </div>
  )
}

// Beside what is read out: it changes by itself.
function Since({ at }: { at: number }): JSX.Element {
  const words = useWords<DeskKey>()
  const { unit, count } = ageOf(at, useNow(everyQuarterMinute))
  const age = words.text(`age.${unit}`, { count })
  return <p class="identity__since">{words.text('logIn.at', { time: words.time(at), age })}</p>
}
