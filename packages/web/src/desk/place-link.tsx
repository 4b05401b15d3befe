import type { ComponentChildren, JSX } from 'preact'
import { addressOf, type DeskPlace } from './desk-place.ts'
import { usePlaces } from './place-context.ts'

/** A link to a place of the desk: a real one, for a new tab too, that does not load the page again. */
export function PlaceLink(props: {
  to: DeskPlace
  class: string
  current?: boolean
  children: ComponentChildren
}): JSX.Element {
  const places = usePlaces()
  return (
    <a
      href={addressOf(props.to)}
      class={props.class}
      aria-current={props.current === true ? 'page' : undefined}
      onClick={(event) => {
        if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
        event.preventDefault()
        places.go(props.to)
      }}
    >
      {props.children}
    </a>
  )
}
