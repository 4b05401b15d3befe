import type { JSX } from 'preact'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { readyValue, type Trouble } from '../../ui/remote.ts'
import { ShownText } from '../../ui/shown-text.tsx'
import { useWords } from '../../ui/words/words-context.ts'
import type { DeskKey } from '../words/desk-key.ts'
import { AppointmentActions } from './appointment-actions.tsx'
import { AppointmentFacts } from './appointment-facts.tsx'
import type { AppointmentsPage, AppointmentsState, OpenedTask } from './appointments-page.ts'
import { ExtendDialog } from './extend-dialog.tsx'
import { type MomentText, momentText } from './moment-text.ts'
import { MoveDialog } from './move-dialog.tsx'
import { TaskDialog } from './task-dialog.tsx'

interface TaskProps {
  readonly page: AppointmentsPage
  readonly state: AppointmentsState
  readonly onTrouble: (trouble: Trouble) => void
}

/** The dialog of the task that is open, if one is. */
export function AppointmentDialog(props: TaskProps): JSX.Element | null {
  const words = useWords<DeskKey>()
  const { state } = props
  if (state.opened === undefined) return null
  const text = momentText(words.locale.get(), readyValue(state.shown)?.zone)
  return <Task {...props} opened={state.opened} text={text} />
}

function Task(props: TaskProps & { opened: OpenedTask; text: MomentText }): JSX.Element {
  const words = useWords<DeskKey>()
  const { page, state, opened, text } = props
  const { task, appointment } = opened
  const { busy, failed } = state
  const values = { day: text.dayOf(appointment.starts), time: text.time(appointment.starts) }
  const onClose = () => page.shut(task)
  switch (task) {
    case 'details':
      return <Details {...props} />
    case 'move':
      return (
        <MoveDialog
          appointment={appointment}
          text={text}
          onMoved={() => void page.moved()}
          onTrouble={props.onTrouble}
          onClose={onClose}
        />
      )
    case 'extend':
      return (
        <ExtendDialog
          until={text.time(appointment.ends)}
          busy={busy}
          failed={failed}
          onExtend={(minutes) => void page.extend(minutes)}
          onClose={onClose}
        />
      )
    case 'cancel':
    case 'noShow':
      return (
        <TaskDialog
          title={words.text(`${task}.title`)}
          text={words.text(`${task}.text`, values)}
          action={words.text(`${task}.confirm`)}
          keep={words.text(`${task}.keep`)}
          busy={busy}
          failed={failed}
          onConfirm={() => void (task === 'cancel' ? page.cancel() : page.noShow())}
          onClose={onClose}
        />
      )
  }
}

function Details(props: TaskProps & { opened: OpenedTask; text: MomentText }): JSX.Element {
  const words = useWords<DeskKey>()
  const { page, opened, text } = props
  const { appointment } = opened
  return (
    <Dialog title={words.pick(appointment.purpose)} onClose={() => page.shut('details')}>
      <dl class="appointment-details">
        <div>
          <dt>{words.text('table.time')}</dt>
          <dd>
            {text.dayOf(appointment.starts)}, {text.span(appointment.starts, appointment.ends)}
          </dd>
        </div>
        <div>
          <dt>{words.text('table.agent')}</dt>
          <dd>
            <ShownText text={appointment.agent.name} />
          </dd>
        </div>
        <div>
          <dt>{words.text('table.way')}</dt>
          <dd>{words.text(`way.${appointment.way}`)}</dd>
        </div>
      </dl>
      <AppointmentFacts appointment={appointment} text={text} />
      <AppointmentActions
        appointment={appointment}
        text={text}
        onOpen={(task) => page.open(task, appointment)}
      />
      <div class="dialog__actions">
        <Button onPress={() => page.shut('details')}>{words.text('details.close')}</Button>
      </div>
    </Dialog>
  )
}
