import './utrecht/heading-1.css'
import './utrecht/heading-2.css'
import './utrecht/heading-3.css'
import './utrecht/paragraph.css'
import type { ComponentChildren, JSX, Ref } from 'preact'

/** A heading. With `anchor` it can be given the focus, when the page around it has changed. */
export function Heading(props: {
  level: 1 | 2 | 3
  id?: string
  anchor?: Ref<HTMLHeadingElement>
  children: ComponentChildren
}): JSX.Element {
  const Tag = `h${props.level}` as const
  return (
    <Tag
      class={`utrecht-heading-${props.level}`}
      id={props.id}
      {...(props.anchor !== undefined && { ref: props.anchor, tabIndex: -1 })}
    >
      {props.children}
    </Tag>
  )
}

/** A paragraph. */
export function Paragraph(props: { look?: 'lead' | 'small'; children: ComponentChildren }): JSX.Element {
  const look = props.look === undefined ? '' : ` utrecht-paragraph--${props.look}`
  return <p class={`utrecht-paragraph${look}`}>{props.children}</p>
}
