import type { DeskAppointment } from '@balie/desk-api/client'

/** An appointment of Sanne, for tests. */
export function deskAppointment(part: Partial<DeskAppointment> = {}): DeskAppointment {
  const starts = part.starts ?? Date.parse('2026-11-30T09:30:00Z')
  return {
    id: 'a',
    purpose: { nl: 'Verhuizing', en: 'Moving house' },
    team: 'burgerzaken',
    starts,
    ends: starts + 30 * 60_000,
    way: 'chat',
    agent: { id: 'me', name: 'Sanne' },
    state: 'scheduled',
    verified: true,
    mail: 'sent',
    may: { cancel: true, move: true, noShow: false, extend: false },
    ...part,
  }
}
