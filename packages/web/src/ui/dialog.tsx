import type { ComponentChildren, JSX } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { Heading } from './text.tsx'

/** A question or a note over the page. The browser keeps the focus inside and gives it back afterwards. */
export function Dialog(props: {
  title: string
  onClose: () => void
  children: ComponentChildren
}): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    // Closing before it is taken away gives the focus back to where it was.
    return () => element?.close()
  }, [])
  return (
    <dialog class="dialog" ref={dialog} aria-labelledby="dialog-title" onClose={props.onClose}>
      <div class="dialog__body">
        <Heading level={2} id="dialog-title">
          {props.title}
        </Heading>
        {props.children}
      </div>
    </dialog>
  )
}
