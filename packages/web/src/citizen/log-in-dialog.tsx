import type { JSX } from 'preact'
import { Alert } from '../ui/alert.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Loading } from '../ui/loading.tsx'
import { matchRemote } from '../ui/remote.ts'
import { ShownText } from '../ui/shown-text.tsx'
import { Paragraph } from '../ui/text.tsx'
import { useStore } from '../ui/use-store.ts'
import { useWords } from '../ui/words/words-context.ts'
import type { Channel } from './channel-of.ts'
import type { LogIn, Method } from './log-in.ts'
import { type LogInFailure, logInFailure } from './log-in-failure.ts'
import type { CitizenKey } from './words/citizen-key.ts'

/** On the way to the login page: that one comes back, and the choice of a method where there is one (AC-7). */
export function LogInDialog({ logIn, channel }: { logIn: LogIn; channel: Channel }): JSX.Element | null {
  const words = useWords<CitizenKey>()
  const { open, methods, going, failed } = useStore(logIn.state)
  if (!open) return null
  const trouble = failed ?? (methods.state === 'failed' ? methods.trouble : undefined)
  const nowhere = methods.state === 'ready' && methods.value.length === 0
  const failure = trouble === undefined ? (nowhere ? 'not_now' : undefined) : logInFailure(trouble)
  return (
    <Dialog title={words.text('logIn.region')} onClose={logIn.stop}>
      {failure === undefined && <Paragraph>{words.text(`logIn.leave.${channel}`)}</Paragraph>}
      {failure !== undefined ? (
        <Failure failure={failure} />
      ) : going !== undefined ? (
        <p role="status">
          <ShownText text={words.text('logIn.going', { method: going.name })} />
        </p>
      ) : (
        matchRemote(methods, {
          first: () => <Loading />,
          loading: () => <Loading />,
          failed: () => <Failure failure="trouble" />,
          ready: (value) => <Choice methods={value} onChoose={(method) => void logIn.choose(method)} />,
        })
      )}
      <div class="dialog__actions">
        <Button onPress={logIn.stop}>{words.text('dialog.cancel')}</Button>
        {failure !== undefined && (
          <Button kind="primary" onPress={() => void logIn.begin()}>
            {words.text('problem.retry')}
          </Button>
        )}
      </div>
    </Dialog>
  )
}

function Choice(props: { methods: readonly Method[]; onChoose: (method: Method) => void }): JSX.Element {
  const words = useWords<CitizenKey>()
  return (
    <>
      <p id="methods">
        <strong>{words.text('logIn.choose')}</strong>
      </p>
      <ul class="methods" aria-labelledby="methods">
        {props.methods.map((method) => (
          <li key={method.tag}>
            <Button look="wide" onPress={() => props.onChoose(method)}>
              <ShownText text={method.name} />
            </Button>
          </li>
        ))}
      </ul>
    </>
  )
}

function Failure({ failure }: { failure: LogInFailure }): JSX.Element {
  const words = useWords<CitizenKey>()
  return (
    <Alert tone="error" role="alert">
      <strong>{words.text(`logIn.${failure}.title`)}</strong>
      <Paragraph>{words.text(`logIn.${failure}.text`)}</Paragraph>
    </Alert>
  )
}
