import type { JSX } from 'preact'
import { Button } from '../ui/button.tsx'
import { Choice } from '../ui/choice.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Paragraph } from '../ui/text.tsx'
import { useWords } from '../ui/words/words-context.ts'
import type { DeskSettings } from './desk-settings.ts'
import type { DeskKey } from './words/desk-key.ts'

const shortcuts: readonly { keys: readonly string[]; does: DeskKey }[] = [
  { keys: ['j', '↓'], does: 'help.next' },
  { keys: ['k', '↑'], does: 'help.previous' },
  { keys: ['Enter'], does: 'help.enter' },
  { keys: ['t'], does: 'help.take' },
  { keys: ['v'], does: 'help.ask' },
  { keys: ['?'], does: 'help.help' },
  { keys: ['Enter'], does: 'help.send' },
  { keys: ['Shift + Enter'], does: 'help.line' },
]

/** The shortcuts, and switching those of one letter off (WCAG 2.1.4). */
export function HelpDialog(props: {
  settings: DeskSettings
  onChange: (settings: DeskSettings) => void
  onClose: () => void
}): JSX.Element {
  const words = useWords<DeskKey>()
  const { settings, onChange } = props
  return (
    <Dialog title={words.text('help.title')} onClose={props.onClose}>
      <table class="shortcuts">
        <thead>
          <tr>
            <th scope="col">{words.text('help.key')}</th>
            <th scope="col">{words.text('help.does')}</th>
          </tr>
        </thead>
        <tbody>
          {shortcuts.map(({ keys, does }) => (
            <tr key={does}>
              <td>
                {keys.map((key, index) => (
                  <>
                    {index > 0 && ` ${words.text('help.or')} `}
                    <kbd>{key}</kbd>
                  </>
                ))}
              </td>
              <td>{words.text(does)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Paragraph look="small">{words.text('help.typing')}</Paragraph>
      <Choice
        label={words.text('help.letters')}
        on={settings.letters}
        onChange={(letters) => onChange({ ...settings, letters })}
      />
      <Choice
        label={words.text('chat.announce')}
        on={settings.announce}
        onChange={(announce) => onChange({ ...settings, announce })}
      />
      <div class="dialog__actions">
        <Button onPress={props.onClose}>{words.text('help.close')}</Button>
      </div>
    </Dialog>
  )
}
