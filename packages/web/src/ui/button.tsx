import './utrecht/button.css'
import type { ComponentChildren, JSX } from 'preact'

export interface ButtonProps {
  readonly children: ComponentChildren
  readonly kind?: 'primary' | 'secondary' | 'subtle'
  readonly look?: 'small' | 'flat' | 'quiet' | 'large' | 'wide'
  readonly submit?: boolean
  /** At work: it can keep the focus but does nothing. */
  readonly busy?: boolean
  /** The whole name, beginning with the text that is seen. */
  readonly label?: string
  readonly describedBy?: string
  readonly pressed?: boolean
  readonly lang?: string
  readonly onPress?: () => void
  /** The row of a list that it acts for; keys move the focus between rows. */
  readonly row?: string
}

const kinds = { primary: 'primary-action', secondary: 'secondary-action', subtle: 'subtle' }

/** A button. */
export function Button(props: ButtonProps): JSX.Element {
  const { kind = 'secondary', look, busy = false } = props
  return (
    <button
      type={props.submit === true ? 'submit' : 'button'}
      class={`utrecht-button utrecht-button--${kinds[kind]}${look === undefined ? '' : ` button--${look}`}`}
      aria-disabled={busy ? 'true' : undefined}
      aria-label={props.label}
      aria-describedby={props.describedBy}
      aria-pressed={props.pressed}
      lang={props.lang}
      data-row={props.row}
      onClick={(event) => {
        if (busy) event.preventDefault()
        else props.onPress?.()
      }}
    >
      {props.children}
    </button>
  )
}
