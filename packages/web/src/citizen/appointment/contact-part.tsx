import type { Contact } from '@balie/desk-api/client'
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Button } from '../../ui/button.tsx'
import { Heading, Paragraph } from '../../ui/text.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useStore } from '../../ui/use-store.ts'
import { useWords } from '../../ui/words/words-context.ts'
import type { CitizenPage } from '../citizen-page.ts'
import type { CitizenKey } from '../words/citizen-key.ts'
import { contactFailure } from './contact-failure.ts'

/** Where mail about the appointment goes: asked only where no address was verified, and confirmed by a code. */
export function ContactPart({ contact, page }: { contact: Contact; page: CitizenPage }): JSX.Element {
  const words = useWords<CitizenKey>()
  const { otherAddress } = useStore(page.planning.state)
  const { address } = contact
  const asks = contact.by === 'code' && (address === undefined || otherAddress)
  const awaits = asks && contact.codeUntil !== undefined && !otherAddress
  return (
    <section class="identity-card" aria-labelledby="contact">
      <Heading level={2} id="contact">
        {words.text('contact.title')}
      </Heading>
      {contact.by === 'none' && <Paragraph>{words.text('contact.none')}</Paragraph>}
      {address !== undefined && !asks && (
        <>
          <Paragraph>{words.text('contact.goes', { address })}</Paragraph>
          {contact.by === 'code' && <OtherAddress page={page} />}
        </>
      )}
      {asks && !awaits && <AddressForm page={page} />}
      {awaits && <CodeForm page={page} />}
    </section>
  )
}

function OtherAddress({ page }: { page: CitizenPage }): JSX.Element {
  const words = useWords<CitizenKey>()
  return (
    <div class="identity-line__actions">
      <Button look="small" onPress={page.planning.wantOtherAddress}>
        {words.text('contact.other')}
      </Button>
    </div>
  )
}

function AddressForm({ page }: { page: CitizenPage }): JSX.Element {
  const words = useWords<CitizenKey>()
  const { doing, failed, address } = useStore(page.planning.state)
  const [given, setGiven] = useState(address)
  const wrong = failed?.doing === 'address' ? contactFailure('address', failed.trouble) : undefined
  return (
    <form
      class="contact-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void page.planning.giveAddress(given.trim(), words.locale.get())
      }}
    >
      <Paragraph>{words.text('contact.ask')}</Paragraph>
      <TextField
        label={words.text('contact.address')}
        type="email"
        autocomplete="email"
        value={given}
        error={wrong && words.text(`contact.${wrong}`)}
        onInput={setGiven}
      />
      <Button submit busy={doing === 'address'}>
        {words.text('contact.send')}
      </Button>
    </form>
  )
}

function CodeForm({ page }: { page: CitizenPage }): JSX.Element {
  const words = useWords<CitizenKey>()
  const { doing, failed, address } = useStore(page.planning.state)
  const [code, setCode] = useState('')
  const wrong = failed?.doing === 'code' ? contactFailure('code', failed.trouble) : undefined
  return (
    <form
      class="contact-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void page.planning.giveCode(code)
      }}
    >
      <div role="status">
        <Paragraph>
          {address === '' ? words.text('contact.sent.somewhere') : words.text('contact.sent', { address })}
        </Paragraph>
      </div>
      <TextField
        label={words.text('contact.code')}
        type="code"
        autocomplete="one-time-code"
        value={code}
        error={wrong && words.text(`contact.${wrong}`)}
        onInput={setCode}
      />
      <div class="identity-line__actions">
        <Button submit busy={doing === 'code'}>
          {words.text('contact.confirm')}
        </Button>
        <Button look="small" onPress={page.planning.wantOtherAddress}>
          {words.text('contact.other')}
        </Button>
      </div>
    </form>
  )
}
