import '../ui/utrecht/data-list.css'
import type { IdentityAttribute } from '@balie/desk-api/client'
import type { JSX } from 'preact'
import { Button } from '../ui/button.tsx'
import { ShownText } from '../ui/shown-text.tsx'
import { Paragraph } from '../ui/text.tsx'
import { useWords } from '../ui/words/words-context.ts'
import type { DeskTalk, TalkState } from './desk-talk.ts'
import type { DeskKey } from './words/desk-key.ts'

/** The attributes: label and value. A sensitive one is masked until it is deliberately opened, which is recorded. */
export function IdentityAttributes(props: {
  talk: DeskTalk
  state: TalkState
  attributes: readonly IdentityAttribute[]
}): JSX.Element {
  const words = useWords<DeskKey>()
  const { talk, state, attributes } = props
  if (attributes.length === 0) {
    return <p class="identity__note">{words.text('identity.noAttributes')}</p>
  }
  return (
    <>
      <dl class="utrecht-data-list identity__attributes">
        {attributes.map((attribute) => (
          <Attribute key={attribute.tag} attribute={attribute} talk={talk} state={state} />
        ))}
      </dl>
      {attributes.some(({ sensitive }) => sensitive) && (
        <div class="identity__note quiet">
          <Paragraph look="small">{words.text('identity.reveal.recorded')}</Paragraph>
        </div>
      )}
    </>
  )
}

function Attribute(props: { attribute: IdentityAttribute; talk: DeskTalk; state: TalkState }): JSX.Element {
  const words = useWords<DeskKey>()
  const { attribute, talk, state } = props
  const { tag, sensitive } = attribute
  const label = words.pick(attribute.label)
  const value = sensitive ? state.revealed.get(tag) : attribute.value
  const shown = value !== undefined
  const busy = typeof state.doing === 'object' && state.doing.reveal === tag
  return (
    <div class="utrecht-data-list__item identity__attribute">
      <dt class="utrecht-data-list__item-key">
        <ShownText text={label} />
      </dt>
      <dd class="utrecht-data-list__item-value utrecht-data-list__item-value--html-dd">
        <span class="identity__value" aria-live={sensitive ? 'polite' : undefined}>
          {shown ? (
            <ShownText text={value} />
          ) : (
            <>
              <span aria-hidden="true">••••••</span>
              <span class="visually-hidden">{words.text('identity.masked')}</span>
            </>
          )}
        </span>
        {sensitive && (
          <Button
            look="small"
            busy={busy}
            label={words.text(shown ? 'identity.hide.label' : 'identity.reveal.label', { label })}
            onPress={() => (shown ? talk.hide(tag) : void talk.reveal(tag))}
          >
            {words.text(shown ? 'identity.hide' : 'identity.reveal')}
          </Button>
        )}
      </dd>
    </div>
  )
}
