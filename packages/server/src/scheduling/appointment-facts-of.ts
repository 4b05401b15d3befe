import type { Appointment, Secret, Session } from '@balie/sdk'
import type { Config, PurposeConfig } from '../config/config.ts'
import type { AppointmentFacts } from '../mail/appointment-facts.ts'

/** What mails and calendars about appointments stand on. */
export interface FactsParts {
  readonly config: Pick<Config, 'displayName' | 'schedule' | 'mail'>
  /** Of the public listener, without a slash at the end. Read when needed. */
  readonly addresses: { readonly externalUrl: string }
}

/** In which language and time zone a citizen wants mail. */
export interface Reader {
  readonly locale: 'nl' | 'en'
  readonly zone?: string | undefined
}

/**
 * What mail and calendar may tell of an appointment: no attribute, and what it is for only where the purpose allows it (P1).
 *
 * @param stampedAt when it is written, milliseconds since 1970
 */
export function appointmentFactsOf(
  { config, addresses }: FactsParts,
  { id, conversation }: Session,
  appointment: Appointment,
  purpose: PurposeConfig | undefined,
  { locale, zone }: Reader,
  stampedAt: number,
): AppointmentFacts {
  const { externalUrl } = addresses
  const isOver = conversation.state === 'ended'
  return {
    locale,
    organisation: config.displayName,
    ...(purpose?.appointment?.mailNamesPurpose && { purpose: purpose.name }),
    starts: appointment.starts,
    ends: appointment.ends,
    zone: config.schedule.zone,
    ...(zone !== undefined && { ownZone: zone }),
    way: 'chat',
    link: `${externalUrl}/appointment/s/${id}`,
    waysInMinutes: Math.round((appointment.starts - appointment.opens) / 60_000),
    id,
    host: new URL(externalUrl).hostname,
    // The end is one change more.
    sequence: appointment.moved + (isOver ? 1 : 0),
    stampedAt,
    from: senderOf(config),
    needsLogin: appointment.booker !== undefined,
    ...(appointment.cancelledBy && { cancelledBy: appointment.cancelledBy }),
  }
}

/** The facts of a mail, whose calendar names to whom it goes. */
export function factsTo(facts: AppointmentFacts, attendee: Secret<string>): AppointmentFacts {
  return { ...facts, attendee }
}

/** The organisation's name with the address from which mail comes. */
export function senderOf({ displayName, mail }: FactsParts['config']): string {
  const name = displayName.replace(/["\\\r\n]/g, ' ')
  return mail ? `"${name}" <${mail.from}>` : name
}
