import type { Clock } from './clock.ts'
import { createStore, type Store } from './store.ts'

/** What a page says about its connection. `fine`: nothing. */
export type Connection = 'fine' | 'lost' | 'restored'

const patience = 1000
const goodNews = 4000

/** Turns what a socket goes through into something calm: a short break is not mentioned at all. */
export interface ConnectionSign {
  readonly state: Store<Connection>
  up(): void
  down(): void
  /** There is no connection and there need not be one. */
  off(): void
}

/** A sign that says nothing yet. */
export function createConnectionSign(clock: Clock): ConnectionSign {
  const state = createStore<Connection>('fine')
  let callOff = () => {}
  let isDown = false
  const later = (time: number, next: Connection) => {
    callOff()
    callOff = clock.later(time, () => state.set(next))
  }
  return {
    state,
    up() {
      isDown = false
      callOff()
      if (state.get() !== 'lost') return
      state.set('restored')
      later(goodNews, 'fine')
    },
    down() {
      if (isDown) return
      isDown = true
      later(patience, 'lost')
    },
    off() {
      isDown = false
      callOff()
      state.set('fine')
    },
  }
}
