import type { FarSide } from '../engine/far-side.ts'
import type { Kit } from '../engine/kit.ts'
import { notObservable, Stop } from '../verdict.ts'

/** The far side. @throws {Stop} not observable, without `--far-side` */
export function needFarSide({ farSide }: Kit): FarSide {
  if (farSide) return farSide
  throw new Stop(notObservable('needs --far-side: nothing listens as core and authentication plugin'))
}
