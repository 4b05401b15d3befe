import '../utrecht/form-label.css'
import '../utrecht/textarea.css'
import { MESSAGE_LIMIT } from '@balie/desk-api/client'
import type { JSX, Ref } from 'preact'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'
import { Button } from '../button.tsx'
import { Icon } from '../icons/icon.tsx'
import { useWords } from '../words/words-context.ts'
import { sendsMessage } from './composer-keys.ts'

const nearTheLimit = 500

/** The box to write in, with its button. */
export function Composer(props: {
  draft: string
  box?: Ref<HTMLTextAreaElement>
  onWrite: (draft: string) => void
  onSubmit: () => void
}): JSX.Element {
  const words = useWords()
  const id = useId()
  const own = useRef<HTMLTextAreaElement>(null)
  const left = MESSAGE_LIMIT - props.draft.trim().length

  // The height follows the text.
  useLayoutEffect(() => {
    const box = own.current
    if (box === null) return
    box.style.height = 'auto'
    box.style.height = `${box.scrollHeight + 2}px`
  })

  function submit(): void {
    props.onSubmit()
    own.current?.focus()
  }

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <label class="utrecht-form-label composer__label" for={id}>
        {words.text('chat.message')}
      </label>
      <div class="composer__row">
        <textarea
          id={id}
          class="utrecht-textarea composer__box"
          rows={1}
          value={props.draft}
          aria-describedby={left < nearTheLimit ? `${id}-hint ${id}-left` : `${id}-hint`}
          aria-invalid={left < 0 ? 'true' : undefined}
          ref={(box) => {
            own.current = box
            if (typeof props.box === 'object' && props.box !== null) props.box.current = box
          }}
          onInput={(event) => props.onWrite(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (!sendsMessage(event, matchMedia('(pointer: coarse)').matches)) return
            event.preventDefault()
            submit()
          }}
        />
        <Button kind="primary" submit>
          <Icon name="send" />
          {words.text('chat.send')}
        </Button>
      </div>
      <p id={`${id}-left`} class={left < 0 ? 'composer__over' : 'composer__left'} role="status">
        {left < 0 && <Icon name="warning" />}
        {left < 0 && words.text('chat.tooLong', { count: -left })}
        {left >= 0 && left < nearTheLimit && words.text('chat.left', { count: left })}
      </p>
      <p id={`${id}-hint`} class="composer__hint">
        {words.text('chat.hint')}
      </p>
    </form>
  )
}
