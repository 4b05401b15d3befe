import type { PurposeConfig } from '../config/config.ts'

const DAY = 24 * 60 * 60_000

/**
 * How long a browser is known after it was last here, milliseconds: a day; where appointments are made unauthenticated,
 * until the last time that can be chosen has passed. Nothing else shows whose such an appointment is (FL-7).
 */
export function browserLifetime(
  purposes: Iterable<Pick<PurposeConfig, 'allowUnauthenticated' | 'appointment'>>,
): number {
  let days = 1
  for (const { allowUnauthenticated, appointment } of purposes) {
    if (allowUnauthenticated && appointment) days = Math.max(days, appointment.horizonDays + 2)
  }
  return days * DAY
}
