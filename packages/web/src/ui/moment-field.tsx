import './utrecht/form-field.css'
import './utrecht/form-field-error-message.css'
import './utrecht/form-label.css'
import './utrecht/textbox.css'
import type { JSX } from 'preact'
import { useId } from 'preact/hooks'
import { Icon } from './icons/icon.tsx'

/** A field for a date, `2026-11-30`, or a time of day, `09:00`; the browser shows it as its user writes it. */
export function MomentField(props: {
  label: string
  /** More of its name, for who does not see what stands around it. */
  about?: string
  type: 'date' | 'time'
  value: string
  error?: string | undefined
  /** The first date that can be chosen. */
  min?: string
  onInput: (value: string) => void
}): JSX.Element {
  const id = useId()
  const wrong = props.error !== undefined
  return (
    <div class="utrecht-form-field moment-field">
      <label class="utrecht-form-label moment-field__label" for={id}>
        {props.label}
        {props.about !== undefined && <span class="visually-hidden"> {props.about}</span>}
      </label>
      <input
        id={id}
        class={wrong ? 'utrecht-textbox utrecht-textbox--invalid' : 'utrecht-textbox'}
        type={props.type}
        min={props.min}
        value={props.value}
        aria-invalid={wrong ? 'true' : undefined}
        aria-describedby={wrong ? `${id}-error` : undefined}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
      {wrong && (
        <div class="utrecht-form-field-error-message field-error" id={`${id}-error`}>
          <Icon name="warning" />
          {props.error}
        </div>
      )}
    </div>
  )
}
