import './utrecht/alert.css'
import type { ComponentChildren, JSX } from 'preact'
import { Icon, type IconName } from './icons/icon.tsx'

/** Something to know now. The icon and the words tell it; the colour only helps. */
export function Alert(props: {
  tone: 'info' | 'error'
  icon?: IconName
  /** `alert` is read at once, `status` when there is a pause. Without it nothing is read by itself. */
  role?: 'alert' | 'status'
  children: ComponentChildren
}): JSX.Element {
  const icon = props.icon ?? (props.tone === 'error' ? 'warning' : 'info')
  return (
    <div class={`utrecht-alert utrecht-alert--${props.tone}`} role={props.role}>
      <Icon name={icon} />
      <div class="utrecht-alert__content">{props.children}</div>
    </div>
  )
}
