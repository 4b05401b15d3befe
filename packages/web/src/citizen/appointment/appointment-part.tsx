import type { CitizenView } from '@balie/desk-api/client'
import type { JSX } from 'preact'
import { useEffect } from 'preact/hooks'
import type { LatePart } from '../../ui/late-part.ts'
import { Loading } from '../../ui/loading.tsx'
import { matchRemote } from '../../ui/remote.ts'
import { TroubleNotice } from '../../ui/trouble-notice.tsx'
import { useStore } from '../../ui/use-store.ts'
import type { CitizenPage, CitizenState } from '../citizen-page.ts'
import type * as appointmentView from './appointment-view.tsx'

/** What the views of an appointment are given. */
export interface AppointmentProps {
  readonly view: Extract<CitizenView, { state: 'planning' | 'scheduled' }>
  readonly state: CitizenState
  readonly page: CitizenPage
}

/** Where an appointment is made or stands, as soon as the script for it is here. */
export function AppointmentPart({
  late,
  ...props
}: AppointmentProps & { readonly late: LatePart<typeof appointmentView> }): JSX.Element {
  const part = useStore(late.part)
  useEffect(() => void late.load(), [late])
  return matchRemote(part, {
    first: () => <Loading page />,
    loading: () => <Loading page />,
    failed: (trouble) => (
      <div class="sheet">
        <TroubleNotice trouble={trouble} level={1} onRetry={props.page.reopen} />
      </div>
    ),
    ready: ({ AppointmentView }) => <AppointmentView {...props} />,
  })
}
