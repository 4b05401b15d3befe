import './utrecht/form-field.css'
import './utrecht/form-field-error-message.css'
import './utrecht/form-label.css'
import './utrecht/textbox.css'
import type { JSX } from 'preact'
import { useId } from 'preact/hooks'
import { Icon } from './icons/icon.tsx'

/** A field for one line, with its label and what is wrong with it. */
export function TextField(props: {
  label: string
  type: 'email' | 'password'
  autocomplete: 'username' | 'current-password'
  value: string
  error: string | undefined
  onInput: (value: string) => void
}): JSX.Element {
  const id = useId()
  const wrong = props.error !== undefined
  return (
    <div class="utrecht-form-field">
      <div class="utrecht-form-field__label">
        <label class="utrecht-form-label" for={id}>
          {props.label}
        </label>
      </div>
      {wrong && (
        <div class="utrecht-form-field-error-message field-error" id={`${id}-error`}>
          <Icon name="warning" />
          {props.error}
        </div>
      )}
      <input
        id={id}
        class={wrong ? 'utrecht-textbox utrecht-textbox--invalid' : 'utrecht-textbox'}
        {...(props.type === 'email' ? { type: 'email' } : { type: 'password' })}
        autocomplete={props.autocomplete}
        required
        value={props.value}
        aria-invalid={wrong ? 'true' : undefined}
        aria-describedby={wrong ? `${id}-error` : undefined}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
    </div>
  )
}
