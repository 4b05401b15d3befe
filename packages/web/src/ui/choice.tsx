import './utrecht/checkbox.css'
import './utrecht/form-label.css'
import type { JSX } from 'preact'
import { useId } from 'preact/hooks'

/** Something that is on or off. */
export function Choice(props: { label: string; on: boolean; onChange: (on: boolean) => void }): JSX.Element {
  const id = useId()
  return (
    <div class="choice">
      <input
        id={id}
        type="checkbox"
        class="utrecht-checkbox utrecht-checkbox--html-input"
        checked={props.on}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      <label for={id} class="utrecht-form-label utrecht-form-label--checkbox">
        {props.label}
      </label>
    </div>
  )
}
