import type { AppointmentOutcome } from '@balie/sdk'
import type { ColumnType, Generated } from 'kysely'

/** Hours of a day in minutes, as they are stored. */
type StoredHours = readonly { readonly starts: number; readonly ends: number }[]

/** The tables of migrations/0005-appointments.sql. */
export interface AppointmentTables {
  agent_hours: { agent_id: string; weekly: ColumnType<readonly StoredHours[], string, string> }
  agent_exceptions: {
    agent_id: string
    day: string
    hours: ColumnType<StoredHours, string, string>
  }
  agent_busy: { id: string; agent_id: string; starts: number; ends: number }
  appointment_times: {
    id: string
    session_id: string
    agent_id: string
    purpose: string
    day: string
    starts: number
    ends: number
    during: string
    state: 'held' | 'booked'
    held_until: number | null
    booked_at: number
  }
  appointment_contacts: {
    session_id: string
    locale: 'nl' | 'en'
    zone: string | null
    sealed: Buffer | null
    code_digest: string | null
    code_until: number | null
    tries: Generated<number>
    sent: Generated<number>
  }
  contact_code_counts: { address_digest: string; until: number; count: number }
  appointment_mails: {
    session_id: string
    kind: 'booked' | 'moved' | 'cancelled' | 'reminder' | 'missed' | 'agent_absent'
    sequence: number
    minutes: number
    due_at: number
    state: 'due' | 'sent' | 'refused' | 'dropped'
    queued_at: number | null
    done_at: number | null
  }
  appointment_outcomes: {
    session_id: string
    purpose: string
    agent_id: string
    starts: number
    ends: number
    moved: number
    verified: boolean
    outcome: AppointmentOutcome
    cancelled_by: 'citizen' | 'agent' | null
    another_person_at: number | null
    ended_at: number
  }
}
