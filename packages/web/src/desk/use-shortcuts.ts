import { useEffect } from 'preact/hooks'
import { readyValue } from '../ui/remote.ts'
import { listConversations, whoseMeeting } from './conversation-list.ts'
import type { DeskPage } from './desk-page.ts'
import { type DeskKeyPress, neighbour, shortcutOf } from './shortcut.ts'

/** Makes the desk's shortcuts work while the component is there. */
export function useShortcuts(props: {
  page: DeskPage
  letters: boolean
  /** Whether the conversations are in sight; elsewhere only the explanation can be asked for. */
  conversations: boolean
  onHelp: () => void
}): void {
  const { page, letters, conversations, onHelp } = props
  useEffect(() => {
    function press(event: KeyboardEvent): void {
      if (event.defaultPrevented || event.isComposing) return
      const shortcut = shortcutOf({ ...pick(event), where: whereIs(document.activeElement) }, letters)
      if (shortcut === undefined || (shortcut !== 'help' && !conversations)) return
      event.preventDefault()
      if (shortcut === 'help') onHelp()
      else if (shortcut === 'take') takeChosen(page)
      else if (shortcut === 'ask') void page.state.get().talk?.ask()
      else move(shortcut === 'next' ? 1 : -1)
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [page, letters, conversations, onHelp])
}

function pick({ key, ctrlKey, altKey, metaKey }: KeyboardEvent): Omit<DeskKeyPress, 'where'> {
  return { key, ctrlKey, altKey, metaKey }
}

function whereIs(focused: Element | null): DeskKeyPress['where'] {
  if (document.querySelector('dialog[open]') !== null) return 'dialog'
  if (focused?.matches('input, textarea, select, [contenteditable]')) return 'typing'
  return focused?.closest('[data-list]') ? 'list' : 'elsewhere'
}

const rows = () => [...document.querySelectorAll<HTMLElement>('[data-row]')]
const chosenRow = () => document.activeElement?.closest<HTMLElement>('[data-row]')?.dataset['row']

function move(step: 1 | -1): void {
  const all = rows()
  const ids = all.map(({ dataset }) => dataset['row'] ?? '')
  const next = neighbour(ids, chosenRow(), step)
  all.find(({ dataset }) => dataset['row'] === next)?.focus()
}

/** The row that has the focus, when it waits; without one, the first, but not the appointment of a colleague. */
function takeChosen(page: DeskPage): void {
  const { list, agent } = page.state.get()
  const signedIn = readyValue(agent)
  const agentId = signedIn === undefined || 'signedOut' in signedIn ? '' : signedIn.id
  const { waiting } = listConversations(readyValue(list) ?? [], agentId)
  const chosen = chosenRow()
  const row = waiting.find((row) =>
    chosen === undefined ? whoseMeeting(row, agentId) !== 'colleague' : row.id === chosen,
  )
  if (row !== undefined) void page.take(row.id)
}
