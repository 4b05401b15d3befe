import type { Canary } from '../engine/canary.ts'
import type { Kit } from '../engine/kit.ts'
import { notObservable, Stop } from '../verdict.ts'

/**
 * Attributes of the same person with a canary in them: the identifying one stays, the others are new.
 *
 * @throws {Stop} not observable, without `--identifying`, or when there is no other attribute
 */
export function samePerson({ subject, canary }: Kit, person: Readonly<Record<string, string>>): Canary {
  const { identifying } = subject
  const value = identifying === undefined ? undefined : person[identifying]
  if (identifying === undefined || value === undefined)
    throw new Stop(notObservable('needs --identifying: by which attribute persons are told apart'))
  const fresh = canary(Object.keys(person).filter((tag) => tag !== identifying))
  if (Object.keys(fresh.attributes).length === 0)
    throw new Stop(notObservable('needs an attribute besides the identifying one'))
  return { attributes: { ...fresh.attributes, [identifying]: value }, seenIn: fresh.seenIn }
}
