import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { createStore } from '../ui/store.ts'
import type { DeskPlace, DeskPlaces } from './desk-place.ts'

const nowhere: DeskPlaces = {
  state: createStore<DeskPlace>({ part: 'conversations' }),
  go: () => {},
  refine: () => {},
}

/** The places of the desk that a component stands in. */
export const PlaceContext = createContext<DeskPlaces>(nowhere)

/** Where the agent is, and going elsewhere. */
export function usePlaces(): DeskPlaces {
  return useContext(PlaceContext)
}
