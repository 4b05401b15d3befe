import type { DeskAppointment } from '@balie/desk-api/client'
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Alert } from '../../ui/alert.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Loading } from '../../ui/loading.tsx'
import { matchRemote, type Trouble } from '../../ui/remote.ts'
import { Paragraph } from '../../ui/text.tsx'
import { TroubleNotice } from '../../ui/trouble-notice.tsx'
import { useStore } from '../../ui/use-store.ts'
import { useWords } from '../../ui/words/words-context.ts'
import type { DeskKey } from '../words/desk-key.ts'
import { appointmentServer } from './appointment-server.ts'
import { FreeTimesList } from './free-times-list.tsx'
import type { MomentText } from './moment-text.ts'
import { createMoveChoice } from './move-choice.ts'

/** Chooses another time for an appointment. */
export function MoveDialog(props: {
  appointment: DeskAppointment
  text: MomentText
  onMoved: () => void
  onTrouble: (trouble: Trouble) => void
  onClose: () => void
}): JSX.Element {
  const words = useWords<DeskKey>()
  const { appointment, text, onTrouble } = props
  const { id, starts } = appointment
  const [choice] = useState(() => createMoveChoice({ id, starts, server: appointmentServer, onTrouble }))
  const { times, chosen, busy, failed, offered } = useStore(choice.state)
  useEffect(() => void choice.load(undefined), [choice])
  const when = (moment: number) =>
    words.text('move.when', { day: text.dayOf(moment), time: text.time(moment) })

  return (
    <Dialog title={words.text('move.title')} wide onClose={props.onClose}>
      <Paragraph>{words.text('move.now', { when: when(appointment.starts) })}</Paragraph>
      {matchRemote(times, {
        first: () => <Loading />,
        loading: () => <Loading />,
        failed: (trouble) => <TroubleNotice trouble={trouble} onRetry={() => void choice.load(undefined)} />,
        ready: (page) => (
          <FreeTimesList
            page={page}
            text={text}
            chosen={chosen}
            onChoose={choice.choose}
            onLoad={(from) => void choice.load(from)}
          />
        ),
      })}
      <div role="alert">
        {failed !== undefined && (
          <Alert tone="error">
            <Paragraph>{words.text(failed)}</Paragraph>
            {offered !== undefined && (
              <Button look="small" onPress={() => choice.choose(offered)}>
                {words.text('move.offer', { when: when(offered) })}
              </Button>
            )}
          </Alert>
        )}
      </div>
      <div class="dialog__actions">
        <div class="move__chosen" role="status">
          <p class="move__when">
            {chosen === undefined
              ? words.text('move.choose')
              : words.text('move.new', { when: when(chosen) })}
          </p>
          {chosen !== undefined && <p>{words.text('move.colleague')}</p>}
        </div>
        <Button onPress={props.onClose}>{words.text('dialog.cancel')}</Button>
        <Button
          kind="primary"
          busy={busy}
          onPress={async () => {
            if (await choice.move()) props.onMoved()
          }}
        >
          {words.text('move.button')}
        </Button>
      </div>
    </Dialog>
  )
}
