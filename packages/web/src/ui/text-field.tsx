import './utrecht/form-field.css'
import './utrecht/form-field-error-message.css'
import './utrecht/form-label.css'
import './utrecht/textbox.css'
import type { JSX } from 'preact'
import { useId } from 'preact/hooks'
import { Icon } from './icons/icon.tsx'

const kinds = {
  email: { type: 'email' },
  password: { type: 'password' },
  code: { type: 'text', inputMode: 'numeric', maxLength: 9 },
} as const

/** A field for one line, with its label and what is wrong with it. */
export function TextField(props: {
  label: string
  /** `code`: digits, for which a phone shows its digits only. */
  type: 'email' | 'password' | 'code'
  autocomplete: 'username' | 'current-password' | 'email' | 'one-time-code'
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
        {...kinds[props.type]}
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
