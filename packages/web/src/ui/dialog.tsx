import type { ComponentChildren, JSX } from 'preact'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'
import { Heading } from './text.tsx'

/** A question or a note over the page. The browser keeps the focus inside and gives it back afterwards. */
export function Dialog(props: {
  title: string
  /** It cannot wait: the id of the text that is read at once. */
  urgent?: string
  /** More room, for what is read. */
  wide?: boolean
  onClose?: () => void
  /** The Escape key does this, instead of closing. */
  onEscape?: () => void
  children: ComponentChildren
}): JSX.Element {
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => {
      // Closing before it is taken away gives the focus back to where it was.
      element?.close()
      // It was nowhere: the dialog came with the page.
      const now = document.activeElement
      if (now === document.body || element?.contains(now)) document.querySelector('main')?.focus()
    }
  }, [])
  return (
    <dialog
      class={props.wide === true ? 'dialog dialog--wide' : 'dialog'}
      ref={dialog}
      aria-labelledby={`${id}-title`}
      {...(props.urgent !== undefined && { role: 'alertdialog', 'aria-describedby': props.urgent })}
      onClose={() => {
        // A browser does not let itself be stopped for ever from closing on Escape.
        if (props.onEscape !== undefined && dialog.current?.isConnected) dialog.current.showModal()
        props.onClose?.()
      }}
      onCancel={(event) => {
        if (props.onEscape === undefined) return
        event.preventDefault()
        props.onEscape()
      }}
    >
      <div class="dialog__body">
        <Heading level={2} id={`${id}-title`}>
          {props.title}
        </Heading>
        {props.children}
      </div>
    </dialog>
  )
}
