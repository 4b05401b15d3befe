import './utrecht/badge-counter.css'
import type { ComponentChildren, JSX } from 'preact'

/** A small number. */
export function Badge({ children }: { children: ComponentChildren }): JSX.Element {
  return <span class="utrecht-badge-counter">{children}</span>
}
