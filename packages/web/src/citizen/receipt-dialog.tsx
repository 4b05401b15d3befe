import type { PrivacyReceipt } from '@balie/desk-api/client'
import type { JSX } from 'preact'
import { useEffect } from 'preact/hooks'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Loading } from '../ui/loading.tsx'
import { matchRemote, readyValue, type Trouble } from '../ui/remote.ts'
import { saveText } from '../ui/save-text.ts'
import { ShownText } from '../ui/shown-text.tsx'
import { Heading, Paragraph } from '../ui/text.tsx'
import { TroubleNotice } from '../ui/trouble-notice.tsx'
import { useWords } from '../ui/words/words-context.ts'
import type { CitizenPage, CitizenState } from './citizen-page.ts'
import { receiptParts } from './receipt-parts.ts'
import { receiptFileName, receiptText } from './receipt-text.ts'
import type { CitizenKey } from './words/citizen-key.ts'

/** The privacy receipt: what was shared, who saw it, when it goes; and a way to keep it. */
export function ReceiptDialog(props: {
  organisation: string
  state: CitizenState
  page: CitizenPage
  onClose: () => void
}): JSX.Element {
  const words = useWords<CitizenKey>()
  const { organisation, page } = props
  const { receipt } = props.state
  useEffect(() => void page.loadReceipt(), [page])

  function save(value: PrivacyReceipt): void {
    const now = Date.now()
    const text = receiptText({ organisation, now }, receiptParts(value, words), words)
    saveText(receiptFileName(now, words), text)
  }

  const ready = readyValue(receipt)
  return (
    <Dialog title={words.text('receipt.button')} wide onClose={props.onClose}>
      {matchRemote(receipt, {
        first: () => <Loading />,
        loading: () => <Loading />,
        failed: (trouble) =>
          isGone(trouble) ? (
            <Paragraph>{words.text('receipt.notHere')}</Paragraph>
          ) : (
            <TroubleNotice trouble={trouble} onRetry={() => void page.loadReceipt()} />
          ),
        ready: (value) => <Receipt receipt={value} organisation={organisation} />,
      })}
      <div class="dialog__actions">
        {ready !== undefined && <Button onPress={() => save(ready)}>{words.text('receipt.save')}</Button>}
        <Button kind={ready === undefined ? 'secondary' : 'primary'} onPress={props.onClose}>
          {words.text('receipt.close')}
        </Button>
      </div>
    </Dialog>
  )
}

/** The server has it no longer, or not for this browser: trying again does not help. */
function isGone(trouble: Trouble): boolean {
  return trouble !== 'unreachable' && [403, 404, 409, 410].includes(trouble.status)
}

function Receipt(props: { receipt: PrivacyReceipt; organisation: string }): JSX.Element {
  const words = useWords<CitizenKey>()
  return (
    <>
      <Paragraph>{words.text('receipt.lead', { organisation: props.organisation })}</Paragraph>
      {receiptParts(props.receipt, words).map(({ title, entries, empty }) => (
        <section key={title} class="receipt-part">
          <Heading level={3}>{title}</Heading>
          {entries.length === 0 && empty !== undefined && <Paragraph>{empty}</Paragraph>}
          {entries.map(({ text, items, note }) => (
            <div key={text} class="receipt-entry">
              <Paragraph>
                <ShownText text={text} />
              </Paragraph>
              {items.length > 0 && (
                <ul class="bullets">
                  {items.map((item) => (
                    <li key={item}>
                      <ShownText text={item} />
                    </li>
                  ))}
                </ul>
              )}
              {note !== undefined && (
                <div class="quiet">
                  <Paragraph look="small">{note}</Paragraph>
                </div>
              )}
            </div>
          ))}
        </section>
      ))}
    </>
  )
}
