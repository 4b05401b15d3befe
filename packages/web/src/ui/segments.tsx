import type { JSX } from 'preact'
import { useId } from 'preact/hooks'

/** One of a few, all in sight. */
export function Segments<Value extends string>(props: {
  /** What is chosen, for who does not see it. */
  label: string
  options: readonly { readonly value: Value; readonly label: string }[]
  value: Value
  onChange: (value: Value) => void
}): JSX.Element {
  const name = useId()
  return (
    <fieldset class="segments">
      <legend class="visually-hidden">{props.label}</legend>
      {props.options.map(({ value, label }) => (
        <label key={value} class="segments__option">
          <input
            type="radio"
            class="visually-hidden"
            name={name}
            value={value}
            checked={value === props.value}
            onChange={() => props.onChange(value)}
          />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  )
}
