import type { DeskAppointment } from '@balie/desk-api/client'
import type { JSX } from 'preact'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../ui/words/words-context.ts'
import type { DeskKey } from '../words/desk-key.ts'
import type { AppointmentTask } from './appointments-page.ts'
import type { MomentText } from './moment-text.ts'

const tasks = ['extend', 'noShow', 'move', 'cancel'] as const

/** What this agent may do with an appointment now. */
export function AppointmentActions(props: {
  appointment: DeskAppointment
  text: MomentText
  onOpen: (task: AppointmentTask) => void
}): JSX.Element | null {
  const words = useWords<DeskKey>()
  const { appointment, text } = props
  const possible = tasks.filter((task) => appointment.may[task])
  if (possible.length === 0) return null
  const which = `${text.time(appointment.starts)}, ${words.pick(appointment.purpose)}`
  return (
    <div class="appointment-actions">
      {possible.map((task) => (
        <Button
          key={task}
          look="small"
          label={`${words.text(`${task}.button`)}: ${which}`}
          onPress={() => props.onOpen(task)}
        >
          {words.text(`${task}.button`)}
        </Button>
      ))}
    </div>
  )
}
